using System.Text.Json;
using k8s.Models;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Tests.Client;

public sealed class DecodeProblemTests
{
    [Theory]
    [InlineData("""{"spec":{"leaseDurationSeconds":"ten"}}""", "spec.leaseDurationSeconds: the value is not a number.")]
    [InlineData("""{"spec":{"leaseDurationSeconds":1.5}}""", "spec.leaseDurationSeconds: the value is not a whole number, or too great a one.")]
    [InlineData("""{"spec":{"holderIdentity":7}}""", "spec.holderIdentity: the value is not a string.")]
    [InlineData("""{"metadata":{"labels":[]}}""", "metadata.labels: the value is not a map.")]
    [InlineData("""{"metadata":{"ownerReferences":{}}}""", "metadata.ownerReferences: the value is not a list.")]
    [InlineData("""{"spec":7}""", "spec: the value is not what the field takes.")]
    public void IfAFieldHoldsSomethingElseThenItsPathAndWhatItTakesAreSaid(string json, string said) => Said(json).Should().Be(said);

    private static string Said(string json)
    {
        var decoding = () => JsonSerializer.Deserialize(json, ResourceJson.TypeInfo<V1Lease>());
        return DecodeProblem.Of(decoding.Should().Throw<JsonException>().Which);
    }
}
