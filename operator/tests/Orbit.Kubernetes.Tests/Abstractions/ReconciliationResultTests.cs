using k8s.Models;
using KubeOps.Abstractions.Reconciliation;

namespace Orbit.Kubernetes.Tests.Abstractions;

public class ReconciliationResultTests
{
    private static readonly V1Pod Pod = new();

    [Fact]
    public void IfAllWasDoneThenThereIsNoMessageAndATimeOnlyWhereOneIsGiven()
    {
        var result = ReconciliationResult<V1Pod>.Success(Pod);
        (result.Entity, result.IsSuccess, result.ErrorMessage, result.Error, result.RequeueAfter).Should().Be((Pod, true, null, null, null));
        ReconciliationResult<V1Pod>.Success(Pod, TimeSpan.FromSeconds(1)).RequeueAfter.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void IfSomethingWasLeftUndoneThenItIsNoSuccessEvenIfTheMessageIsEmpty()
    {
        var error = new IOException("gone");
        var result = ReconciliationResult<V1Pod>.Failure(Pod, "", error, TimeSpan.FromSeconds(1));
        (result.Entity, result.IsSuccess, result.ErrorMessage, result.Error, result.RequeueAfter).Should().Be((Pod, false, "", error, TimeSpan.FromSeconds(1)));
    }
}
