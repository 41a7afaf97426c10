using System.Net;
using System.Net.Sockets;
using Orbit.Kubernetes.Client;

namespace Orbit.Kubernetes.Tests.Client;

public sealed class ApiFailureTests
{
    [Fact]
    public void IfAConnectionBreaksThenItsCausesAreToldOnceEach()
    {
        var reset = new IOException("Unable to read data from the transport connection: Connection reset by peer.", new SocketException((int)SocketError.ConnectionReset));

        ApiFailure.Describe(new HttpRequestException("An error occurred while sending the request.", reset))
            .Should().Be("An error occurred while sending the request. Unable to read data from the transport connection: Connection reset by peer.");
    }

    [Fact]
    public void IfTheServerRefusesThenItsOwnWordsAreTold()
    {
        var refused = new KubernetesApiException("PUT /api/v1/nodes/a", HttpStatusCode.ServiceUnavailable, status: null, body: "busy\nfor long");

        ApiFailure.Describe(refused).Should().Be("PUT /api/v1/nodes/a was answered with 503 ServiceUnavailable: busy for long");
    }

    [Fact]
    public void IfTheProgramIsAtFaultThenThereIsNothingToTellInOneLine()
    {
        ApiFailure.Describe(new InvalidOperationException("an index is wrong")).Should().BeNull();
        ApiFailure.Describe(new KubernetesApiException("PUT /api/v1/nodes/a", HttpStatusCode.UnprocessableEntity, status: null, body: "no name")).Should().BeNull();
    }
}
