using System.Text;
using System.Text.Json;
using k8s.Models;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Client;

public sealed class ListTests : IAsyncLifetime
{
    private ScriptedServer _server = null!;
    private KubernetesClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _client = _server.Client();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public async Task IfAListArrivesInPiecesThenItIsReadAsIfItCameAtOnce(int piece)
    {
        var text = $$$"""
            {"kind": "ConfigMapList", "items": [{{{Json.ConfigMap("a", 1, data: "Grüße \\\"{[")}}}, {{{Json.Poison("b", 2)}}}, 7, {{{Json.ConfigMap("c", 3)}}} ],
             "other": {"items": [1, {"metadata": {}}]}, "metadata": {"resourceVersion": "9", "continue": "next", "remainingItemCount": 41}}

            """;
        using var response = new HttpResponseMessage { Content = new StreamContent(new PieceStream(Encoding.UTF8.GetBytes(text), piece)) };

        var list = await ListReader<V1ConfigMap>.ReadAsync(response, filter: null, default);

        list.Items.Select(i => i.Metadata.Name).Should().Equal("a", "c");
        list.Items[0].Data!["value"].Should().Be("Grüße \"{[");
        list.Undecodable.Select(u => u.Key.ToString()).Should().Equal("default/b", "");
        list.Undecodable[0].Error.Should().Be("data: the value is not a map.");
        (list.ResourceVersion, list.Continue, list.RemainingItemCount).Should().Be(("9", "next", 41), "metadata may come after the items");
    }

    [Theory]
    [InlineData(4_099)]
    [InlineData(65_536)]
    public async Task IfAnItemIsLargerThanTheBuffersThenItIsReadAllTheSame(int piece)
    {
        var large = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i} Grüße \\\" "));
        var text = $$$"""{"items": [{{{Json.ConfigMap("a", 1, data: large)}}}, {{{Json.ConfigMap("b", 2, data: large)}}}], "metadata": {"resourceVersion": "9"}}""";
        using var response = new HttpResponseMessage { Content = new StreamContent(new PieceStream(Encoding.UTF8.GetBytes(text), piece)) };

        var list = await ListReader<V1ConfigMap>.ReadAsync(response, filter: null, default);

        list.Items.Select(i => i.Metadata.Name).Should().Equal("a", "b");
        list.Items.Should().OnlyContain(i => i.Data!["value"] == large.Replace("\\\"", "\"", StringComparison.Ordinal));
        list.ResourceVersion.Should().Be("9");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task IfThereIsNothingThenTheListIsEmptyAndHasAVersion(string items)
    {
        var list = _client.ListAsync<V1ConfigMap>(ns: null, options: null, default);
        await (await _server.TakeAsync()).AnswerAsync(200, $$$"""{"metadata":{"resourceVersion":"9","continue":""},"items":{{{items}}}}""");

        (await list).Items.Should().BeEmpty();
        ((await list).ResourceVersion, (await list).Continue).Should().Be(("9", null));
    }

    [Fact]
    public async Task IfTheConnectionBreaksInTheMiddleThenTheListFails()
    {
        var text = Json.List(9, Json.ConfigMap("a", 1), Json.ConfigMap("b", 2));
        var list = _client.ListAsync<V1ConfigMap>(ns: null, options: null, default);
        var answer = await (await _server.TakeAsync()).StartWatchAsync();
        await answer.SendAsync(text[..^20]);
        answer.Abort();

        (await list.Invoking(l => l.Soon()).Should().ThrowAsync<Exception>()).Which.Should().Match(e => e is IOException || e is HttpRequestException, "a reset may overtake the header");
    }

    [Fact]
    public async Task IfTheAnswerEndsInTheMiddleOrIsNoListThenTheListFails()
    {
        var text = Json.List(9, Json.ConfigMap("a", 1), Json.ConfigMap("b", 2));
        var bad = new[] { text[..^1], text[..^2], text[..^20], text + "}", text[1..], "", "[]", "7", """{"metadata":{"resourceVersion":"9"},"items":{}}""", """{"metadata":{},"items":[]}""", """{"items":[]}""" };
        foreach (var body in bad)
        {
            var list = _client.ListAsync<V1ConfigMap>(ns: null, options: null, default);
            await (await _server.TakeAsync()).AnswerAsync(200, body);

            await list.Invoking(l => l.Soon()).Should().ThrowAsync<JsonException>(body);
        }
    }

    /// <summary>Hands out a few bytes at a time.</summary>
    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(piece, buffer.Length)]);
    }
}
