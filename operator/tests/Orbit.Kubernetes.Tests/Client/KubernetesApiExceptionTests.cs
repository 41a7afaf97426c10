using System.Net;
using k8s.Models;
using Orbit.Kubernetes.Client;

namespace Orbit.Kubernetes.Tests.Client;

public sealed class KubernetesApiExceptionTests
{
    [Theory]
    [InlineData(403, "Forbidden", "configmaps \"a\" is forbidden: exceeded quota: small", true)]
    [InlineData(403, "Forbidden", "configmaps \"a\" is forbidden: User \"u\" cannot patch resource \"configmaps\"", true)]
    [InlineData(400, "BadRequest", "admission webhook \"policy.example.org\" denied the request: no.", true)]
    [InlineData(422, "Invalid", "ConfigMap \"a\" is invalid: data: Too long", true)]
    [InlineData(413, "RequestEntityTooLarge", "limit is 3145728", true)]
    [InlineData(500, "InternalError", "Internal error occurred: failed calling webhook \"policy.example.org\": Post: connection refused", true)]
    [InlineData(500, "InternalError", "etcdserver: request timed out", false)]
    [InlineData(401, "Unauthorized", "Unauthorized", false)]
    [InlineData(404, "NotFound", "namespaces \"a\" not found", false)]
    [InlineData(409, "Conflict", "the object has been modified", false)]
    [InlineData(410, "Expired", "too old resource version", false)]
    [InlineData(429, "TooManyRequests", "try again later", false)]
    [InlineData(503, "ServiceUnavailable", "apiserver is shutting down", false)]
    public void IfTheServerWillRefuseTheSameAgainThenThatIsARefusalAndTheSentenceIsItsOwn(int code, string reason, string message, bool isRefusal)
    {
        var error = new KubernetesApiException("PATCH /a", (HttpStatusCode)code, new V1Status { Status = "Failure", Code = code, Reason = reason, Message = message });

        error.IsRefusal.Should().Be(isRefusal);
        error.Sentence.Should().Be(message);
        error.IsNamespaceEnding.Should().BeFalse();
    }

    [Fact]
    public void IfTheNamespaceIsEndingThenThatIsSaid()
    {
        var details = new V1StatusDetails { Causes = [new V1StatusCause { Reason = "NamespaceTerminating", Message = "namespace a is being terminated", Field = "metadata.namespace" }] };
        var error = new KubernetesApiException("PATCH /a", HttpStatusCode.Forbidden, new V1Status { Reason = "Forbidden", Message = "no", Details = details });

        error.IsNamespaceEnding.Should().BeTrue();
        error.IsRefusal.Should().BeTrue();
    }

    [Fact]
    public void IfAProxyAnswersInTheServersPlaceThenAllThatIsKnownIsSaid() =>
        new KubernetesApiException("PATCH /a", HttpStatusCode.Forbidden, status: null, "denied").Sentence.Should().Be("PATCH /a was answered with 403 Forbidden: denied");
}
