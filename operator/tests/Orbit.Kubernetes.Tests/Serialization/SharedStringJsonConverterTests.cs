using System.Text.Json;
using k8s.Models;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Tests.Serialization;

public sealed class SharedStringJsonConverterTests
{
    [Fact]
    public void IfATextComesAgainThenItIsTheSameString()
    {
        var (first, second) = (Read("""{"namespace":"shared-texts"}"""), Read("""{"namespace":"shared-texts"}"""));

        second.NamespaceProperty.Should().Be("shared-texts").And.BeSameAs(first.NamespaceProperty);
    }

    [Fact]
    public void IfALabelComesAgainThenItsKeyAndValueAreTheSameStrings()
    {
        var (first, second) = (Read("""{"labels":{"shared-key":"shared-value"}}""").Labels!.Single(), Read("""{"labels":{"shared-key":"shared-value"}}""").Labels!.Single());

        second.Key.Should().BeSameAs(first.Key);
        second.Value.Should().BeSameAs(first.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("with \"quotes\" and \\ and a\nline")]
    [InlineData("Tromsø ☄ 🛰")]
    public void IfATextIsReadThenItIsTheOneThatWasWritten(string text)
    {
        var repeated = string.Concat(Enumerable.Repeat(text, 40));

        Read(JsonSerializer.Serialize(new Dictionary<string, string> { ["name"] = text })).Name.Should().Be(text);
        Read(JsonSerializer.Serialize(new Dictionary<string, string> { ["name"] = repeated })).Name.Should().Be(repeated);
    }

    [Fact]
    public void IfManyTextsAreReadThenNoneIsTakenForAnother()
    {
        for (var i = 0; i < 20_000; i++)
        {
            Read($$"""{"name":"object-{{i % 9_000}}"}""").Name.Should().Be($"object-{i % 9_000}");
        }
    }

    private static V1ObjectMeta Read(string json) => JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.V1ObjectMeta)!;
}
