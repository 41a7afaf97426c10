using System.Text.Json;
using Orbit.Gateway.Contract;
using Orbit.Gateway.Json;

namespace Orbit.Gateway.Tests.Contract;

public class GatewayJsonTests
{
    [Fact]
    public void IfABookingIsWrittenThenItIsTheContractsJson()
    {
        var booking = new ContactBooking
        {
            Station = "aws-ohio",
            NoradId = 63982,
            Antenna = 1,
            Start = new DateTimeOffset(2026, 8, 22, 2, 1, 2, 345, TimeSpan.FromHours(2)),
            End = new DateTimeOffset(2026, 8, 22, 0, 9, 0, TimeSpan.Zero),
            Purpose = ContactPurpose.UplinkAndDownlink,
        };

        var json = JsonSerializer.Serialize(booking, GatewayJson.Default.ContactBooking);

        json.Should().Be("""{"station":"aws-ohio","noradId":63982,"antenna":1,"start":"2026-08-22T00:01:02.345Z","end":"2026-08-22T00:09:00Z","purpose":"UplinkAndDownlink"}""");
        JsonSerializer.Deserialize(json, GatewayJson.Default.ContactBooking).Should().Be(booking);
    }

    [Fact]
    public void IfABundleGoesThereAndBackThenItIsEqual()
    {
        var bundle = new Bundle
        {
            AttemptId = "uid-1",
            Job = new BundleJob { Namespace = "default", Name = "question", Uid = "uid" },
            Model = "qwen3-8b",
            Input = new BundleInput { Text = "Why is the sky blue? 天空" },
            SizeBytes = 4096,
            Work = new BundleWork { Duration = TimeSpan.FromSeconds(30) },
            MaximumResultBytes = 65536,
        };

        var json = JsonSerializer.Serialize(bundle, GatewayJson.Default.Bundle);

        json.Should().Contain("\"work\":{\"duration\":\"30s\"}");
        JsonSerializer.Deserialize(json, GatewayJson.Default.Bundle).Should().Be(bundle);
    }

    [Theory]
    [InlineData("""{"station":"a","noradId":1,"antenna":0,"start":"2026-08-22T00:00:00","end":"2026-08-22T00:09:00Z","purpose":"Uplink"}""", "*offset*")]
    [InlineData("""{"station":"a","noradId":1,"antenna":0,"start":"2026-08-22T00:00:00Z","end":"2026-08-22T00:09:00Z","purpose":1}""", "*purpose*")]
    [InlineData("""{"station":"a","noradId":"1","antenna":0,"start":"2026-08-22T00:00:00Z","end":"2026-08-22T00:09:00Z","purpose":"Uplink"}""", "*noradId*")]
    [InlineData("""{"station":null,"noradId":1,"antenna":0,"start":"2026-08-22T00:00:00Z","end":"2026-08-22T00:09:00Z","purpose":"Uplink"}""", "*station*")]
    [InlineData("""{"station":"a","noradId":1,"antenna":0,"start":"2026-08-22T00:00:00Z","purpose":"Uplink"}""", "*end*")]
    public void IfABookingIsMalformedThenTheMessageNamesTheField(string json, string message)
    {
        var read = () => JsonSerializer.Deserialize(json, GatewayJson.Default.ContactBooking);

        read.Should().Throw<JsonException>().WithMessage(message);
    }

    [Fact]
    public void IfTheOtherSideKnowsMoreMembersThenTheyAreIgnored()
    {
        const string Json = """{"type":"about:blank","title":"Conflict","status":409,"detail":"Taken.","traceId":"7"}""";

        JsonSerializer.Deserialize(Json, GatewayJson.Default.GatewayProblem)!.Detail.Should().Be("Taken.");
    }

    [Theory]
    [InlineData("ResultTooLarge", AttemptFailureCause.ResultTooLarge)]
    [InlineData("Unknown", AttemptFailureCause.Unknown)]
    [InlineData("BatteryEmpty", AttemptFailureCause.Unknown)]
    public void IfTheOtherSideKnowsMoreCausesThenTheyAreUnknown(string cause, AttemptFailureCause read)
    {
        var json = $$"""{"noradId":1,"asOf":"2026-08-22T00:00:00Z","accelerators":{"total":1,"busy":0},"attempts":[{"attemptId":"a","phase":"Failed","receivedAt":"2026-08-22T00:00:00Z","cause":"{{cause}}"}]}""";

        JsonSerializer.Deserialize(json, GatewayJson.Default.SatelliteReport)!.Attempts[0].Cause.Should().Be(read);
    }

    [Fact]
    public void IfAProblemLeavesItsTypeOutThenItsStatusSaysItAll() =>
        JsonSerializer.Deserialize("""{"title":"Conflict","status":409,"detail":"Taken."}""", GatewayJson.Default.GatewayProblem)!.Type.Should().Be("about:blank");
}
