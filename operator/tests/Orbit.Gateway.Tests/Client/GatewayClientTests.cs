using System.Net;
using System.Security.Cryptography;
using System.Text;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;

namespace Orbit.Gateway.Tests.Client;

public class GatewayClientTests
{
    private const string ContactJson =
        """{"id":"c1","station":"aws-ohio","noradId":63982,"antenna":0,"start":"2026-08-22T00:01:00Z","end":"2026-08-22T00:09:00Z","purpose":"Uplink","state":"Scheduled","uplinks":[],"downlinks":[]}""";

    private static readonly DateTimeOffset Start = new(2026, 8, 22, 0, 1, 0, TimeSpan.Zero);

    [Fact]
    public async Task IfAContactIsBookedThenItsContentIsPutUnderItsId()
    {
        var gateway = new StubGateway(_ => Json(HttpStatusCode.Created, ContactJson));

        var contact = await gateway.Client.BookAsync("c1", Booking());

        contact.State.Should().Be(ContactState.Scheduled);
        gateway.Seen.Should().Equal(
            "PUT http://gateway:8080/base/v1/contacts/c1 " +
            """{"station":"aws-ohio","noradId":63982,"antenna":0,"start":"2026-08-22T00:01:00Z","end":"2026-08-22T00:09:00Z","purpose":"Uplink"}""");
    }

    [Fact]
    public async Task IfTheGatewayRefusesThenTheExceptionCarriesStatusAndSentence()
    {
        var gateway = new StubGateway(_ => Problem(HttpStatusCode.UnprocessableEntity, "63982 is not in view of aws-ohio."));

        var book = () => gateway.Client.BookAsync("c1", Booking());

        var refusal = (await book.Should().ThrowAsync<GatewayRefusedException>()).Which;
        refusal.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        refusal.Message.Should().Be("63982 is not in view of aws-ohio.");
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task IfTheGatewayIsUnwellThenItCountsAsUnreachable(int status)
    {
        var gateway = new StubGateway(_ => Problem((HttpStatusCode)status, "Busy."));

        var book = () => gateway.Client.BookAsync("c1", Booking());

        await book.Should().ThrowAsync<GatewayUnreachableException>().WithMessage($"*http://gateway:8080/base/*{status}*");
    }

    [Fact]
    public async Task IfThereIsNoConnectionThenItCountsAsUnreachable()
    {
        var gateway = new StubGateway(_ => throw new HttpRequestException("Connection refused"));

        var get = () => gateway.Client.GetContactAsync("c1");

        await get.Should().ThrowAsync<GatewayUnreachableException>().WithMessage("*Connection refused*");
    }

    [Fact]
    public async Task IfNoAnswerComesInTimeByTheWallClockThenItCountsAsUnreachable()
    {
        var wall = new ManualTimeProvider(Start);
        var gateway = new StubGateway(never: true, wall);

        var get = gateway.Client.GetContactAsync("c1");
        wall.Advance(GatewayClient.DefaultTimeout - TimeSpan.FromTicks(1));
        get.IsCompleted.Should().BeFalse();
        wall.Advance(TimeSpan.FromTicks(1));

        await FluentActions.Awaiting(() => get).Should().ThrowAsync<GatewayUnreachableException>().WithMessage("*within 10s*");
    }

    [Fact]
    public async Task IfTheCallerCancelsThenItIsNoFaultOfTheGateway()
    {
        using var cancel = new CancellationTokenSource();
        var gateway = new StubGateway(never: true, new ManualTimeProvider(Start));

        var get = gateway.Client.GetContactAsync("c1", cancel.Token);
        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => get).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task IfTheGatewayDoesNotKnowThenTheAnswerIsNullOrFalse()
    {
        var client = new StubGateway(_ => Problem(HttpStatusCode.NotFound, "Unknown.")).Client;

        (await client.GetContactAsync("c1")).Should().BeNull();
        (await client.GetReportAsync(63982)).Should().BeNull();
        (await client.GetResultAsync("a1", 100)).Should().BeNull();
        (await client.CancelAsync("c1")).Should().BeFalse();
        (await client.AcknowledgeResultAsync("a1")).Should().BeFalse();
    }

    [Fact]
    public async Task IfABundleIsStagedForAnUnknownContactThenItIsARefusal()
    {
        var client = new StubGateway(_ => Problem(HttpStatusCode.NotFound, "No contact c1.")).Client;

        var request = () => client.RequestDownlinkAsync("c1", "a1");

        (await request.Should().ThrowAsync<GatewayRefusedException>()).Which.Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task IfAnotherServerAnswers404ThenItDoesNotPassForUnknown()
    {
        var client = new StubGateway(_ => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("<html>") }).Client;

        var get = () => client.GetContactAsync("c1");

        await get.Should().ThrowAsync<GatewayProtocolException>().WithMessage("*no gateway*");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"id":"c1"}""")]
    public async Task IfTheAnswerIsNotTheContractsJsonThenItIsAProtocolFault(string json)
    {
        var client = new StubGateway(_ => Json(HttpStatusCode.OK, json)).Client;

        var get = () => client.GetContactAsync("c1");

        await get.Should().ThrowAsync<GatewayProtocolException>();
    }

    [Fact]
    public async Task IfListsAreLeftOutThenTheyAreEmpty()
    {
        var contact = ContactJson.Replace(",\"uplinks\":[],\"downlinks\":[]", "", StringComparison.Ordinal);
        var client = new StubGateway(r => Json(
            HttpStatusCode.OK,
            r.RequestUri!.AbsolutePath.EndsWith("/report", StringComparison.Ordinal)
                ? """{"noradId":63982,"asOf":"2026-08-22T00:01:00Z","accelerators":{"total":1,"busy":0}}"""
                : contact)).Client;

        var read = await client.GetContactAsync("c1");

        read!.Uplinks.Should().BeEmpty();
        read.Downlinks.Should().BeEmpty();
        (await client.GetReportAsync(63982))!.Attempts.Should().BeEmpty();
    }

    [Theory]
    [InlineData("\"uplinks\":[]", "\"uplinks\":[null]")]
    [InlineData("\"downlinks\":[]", "\"downlinks\":[null]")]
    public async Task IfAContactsListHasNullInItThenItIsAProtocolFault(string sound, string broken)
    {
        var json = ContactJson.Replace(sound, broken, StringComparison.Ordinal);
        var one = new StubGateway(_ => Json(HttpStatusCode.OK, json)).Client;
        var all = new StubGateway(_ => Json(HttpStatusCode.OK, $"[{json}]")).Client;

        var get = () => one.GetContactAsync("c1");
        var list = () => all.ListContactsAsync();

        await get.Should().ThrowAsync<GatewayProtocolException>().WithMessage("*http://gateway:8080/base/*null in it*");
        await list.Should().ThrowAsync<GatewayProtocolException>().WithMessage("*null in it*");
    }

    [Fact]
    public async Task IfAReportHasNullInItThenItIsAProtocolFault()
    {
        const string report = """{"noradId":63982,"asOf":"2026-08-22T00:01:00Z","accelerators":{"total":1,"busy":0},"attempts":ATTEMPTS}""";
        var sound = new StubGateway(_ => Json(HttpStatusCode.OK, report.Replace("ATTEMPTS", "[]", StringComparison.Ordinal))).Client;
        var broken = new StubGateway(_ => Json(HttpStatusCode.OK, report.Replace("ATTEMPTS", "[null]", StringComparison.Ordinal))).Client;

        var get = () => broken.GetReportAsync(63982);

        (await sound.GetReportAsync(63982)).Should().NotBeNull();
        await get.Should().ThrowAsync<GatewayProtocolException>().WithMessage("*null in it*");
    }

    [Fact]
    public async Task IfAListIsAskedThenItsBoundsStandInTheQuery()
    {
        var gateway = new StubGateway(_ => Json(HttpStatusCode.OK, $"[{ContactJson}]"));

        var contacts = await gateway.Client.ListContactsAsync("north & south", Start, Start.AddHours(1));

        contacts.Should().ContainSingle().Which.Id.Should().Be("c1");
        gateway.Seen.Should().Equal(
            "GET http://gateway:8080/base/v1/contacts?station=north%20%26%20south&from=2026-08-22T00%3A01%3A00.0000000Z&to=2026-08-22T01%3A01%3A00.0000000Z ");
    }

    [Theory]
    [InlineData(2, "c1", "*contact 'c1' twice*")]
    [InlineData(1, "", "*a contact without an id*")]
    public async Task IfAListNamesAContactTwiceOrWithoutAnIdThenItIsAProtocolFault(int count, string id, string message)
    {
        var contact = ContactJson.Replace("\"c1\"", $"\"{id}\"", StringComparison.Ordinal);
        var client = new StubGateway(_ => Json(HttpStatusCode.OK, $"[{string.Join(',', Enumerable.Repeat(contact, count))}]")).Client;

        var list = () => client.ListContactsAsync();

        await list.Should().ThrowAsync<GatewayProtocolException>().WithMessage(message);
    }

    [Fact]
    public async Task IfAResultHasTheStatedHashThenItsBytesAreHandedOver()
    {
        var client = new StubGateway(_ => Result("blue", Hash("blue"))).Client;

        var result = await client.GetResultAsync("a1", 4);

        Encoding.UTF8.GetString(result!.Content.Span).Should().Be("blue");
        result.Sha256.Should().Be(Hash("blue"));
        result.IsText.Should().BeTrue();
    }

    [Theory]
    [InlineData("blue", "red")]
    [InlineData("blue", null)]
    public async Task IfAResultDoesNotHaveTheStatedHashThenItIsAProtocolFault(string content, string? hashOf)
    {
        var client = new StubGateway(_ => Result(content, hashOf is null ? null : Hash(hashOf))).Client;

        var get = () => client.GetResultAsync("a1", 100);

        await get.Should().ThrowAsync<GatewayResultException>().WithMessage("*SHA-256*");
    }

    [Fact]
    public async Task IfAResultIsLargerThanAllowedThenItIsNotTaken()
    {
        var client = new StubGateway(_ => Result("blue", Hash("blue"))).Client;

        var get = () => client.GetResultAsync("a1", 3);

        await get.Should().ThrowAsync<GatewayResultTooLargeException>().WithMessage("*more than 3 bytes*");
    }

    [Fact]
    public async Task IfAnIdWouldChangeTheAddressThenNothingIsSent()
    {
        var gateway = new StubGateway(_ => Json(HttpStatusCode.OK, ContactJson));

        var get = () => gateway.Client.GetContactAsync("../results/a1");

        await get.Should().ThrowAsync<ArgumentException>();
        gateway.Seen.Should().BeEmpty();
    }

    [Fact]
    public void IfTheAddressIsNotHttpThenTheClientIsNotMade()
    {
        using var http = new HttpClient();
        var make = () => new GatewayClient(http, new Uri("ftp://gateway"));

        make.Should().Throw<ArgumentException>().WithMessage("*ftp://gateway*");
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("""
        ,"cause":"StationFault"
        """, ContactCause.StationFault)]
    [InlineData("""
        ,"cause":"SolarFlare"
        """, ContactCause.Unknown)]
    public async Task IfAContactFailedThenItsCauseIsReadAndANewerNameIsUnknown(string member, ContactCause? cause)
    {
        var json = ContactJson.Replace("\"Scheduled\"", $"\"Failed\"{member}", StringComparison.Ordinal);
        var client = new StubGateway(_ => Json(HttpStatusCode.OK, json)).Client;

        (await client.GetContactAsync("c1"))!.Cause.Should().Be(cause);
    }

    [Fact]
    public async Task IfTheSatelliteIsNotInViewThenTheRefusalSaysWhenItIs()
    {
        var client = new StubGateway(_ => Refusal(
            """
            {"type":"urn:orbitoperator:gateway:not-in-view","title":"Refused","status":422,"detail":"Not in view.","visible":[
              null,
              {"start":"2026-08-22T00:09:00Z","end":"2026-08-22T00:09:00Z"},
              {"start":"2026-08-22T00:05:00Z","end":"2026-08-22T00:08:00Z"},
              {"start":"2026-08-22T00:01:20Z","end":"2026-08-22T00:02:00Z"}]}
            """)).Client;

        var refusal = (await FluentActions.Awaiting(() => client.BookAsync("c1", Booking())).Should().ThrowAsync<GatewayRefusedException>()).Which;

        refusal.Type.Should().Be(GatewayProblemTypes.NotInView);
        refusal.Visible!.Select(v => v.Start).Should().Equal(Start.AddSeconds(20), Start.AddMinutes(4));
    }

    [Fact]
    public async Task IfTheGatewayDoesNotSayWhatItSeesThenNothingIsKnownOfIt()
    {
        var client = new StubGateway(_ => Problem(HttpStatusCode.UnprocessableEntity, "Not in view.")).Client;

        var refusal = (await FluentActions.Awaiting(() => client.BookAsync("c1", Booking())).Should().ThrowAsync<GatewayRefusedException>()).Which;

        refusal.Type.Should().Be(GatewayProblemTypes.Blank);
        refusal.Visible.Should().BeNull();
    }

    [Fact]
    public async Task IfAContactIsExtendedThenItsEndIsPatchedAndTheGatewaysEndComesBack()
    {
        var gateway = new StubGateway(_ => Json(HttpStatusCode.OK, ContactJson));

        var contact = await gateway.Client.ExtendAsync("c1", Start.AddMinutes(9));

        contact!.End.Should().Be(Start.AddMinutes(8));
        gateway.Seen.Should().Equal("PATCH http://gateway:8080/base/v1/contacts/c1 {\"end\":\"2026-08-22T00:10:00Z\"}");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task IfTheGatewayExtendsNoContactsThenTheAnswerIsNullWhateverItsForm(int status)
    {
        var plain = new StubGateway(_ => new HttpResponseMessage((HttpStatusCode)status)).Client;
        var problem = new StubGateway(_ => Problem((HttpStatusCode)status, "Not here.")).Client;

        (await plain.ExtendAsync("c1", Start)).Should().BeNull();
        (await problem.ExtendAsync("c1", Start)).Should().BeNull();
    }

    [Fact]
    public async Task IfAnExtensionIsRefusedThenItIsARefusal()
    {
        var client = new StubGateway(_ => Problem(HttpStatusCode.Conflict, "Taken.")).Client;

        var extend = () => client.ExtendAsync("c1", Start);

        (await extend.Should().ThrowAsync<GatewayRefusedException>()).Which.Status.Should().Be(HttpStatusCode.Conflict);
    }

    private static ContactBooking Booking() => new()
    {
        Station = "aws-ohio",
        NoradId = 63982,
        Antenna = 0,
        Start = Start,
        End = Start.AddMinutes(8),
        Purpose = ContactPurpose.Uplink,
    };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static HttpResponseMessage Json(HttpStatusCode status, string json) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Problem(HttpStatusCode status, string detail) =>
        Refusal($$"""{"type":"about:blank","title":"Refused","status":{{(int)status}},"detail":"{{detail}}"}""", status);

    private static HttpResponseMessage Refusal(string json, HttpStatusCode status = HttpStatusCode.UnprocessableEntity) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/problem+json") };

    private static HttpResponseMessage Result(string content, string? hash)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(content, Encoding.UTF8, "text/plain") };
        if (hash is not null)
        {
            response.Headers.Add(GatewayClient.HashHeader, hash);
        }

        return response;
    }

    private sealed class StubGateway : HttpMessageHandler
    {
        private readonly Func<HttpRequestMessage, HttpResponseMessage>? _answer;

        public StubGateway(Func<HttpRequestMessage, HttpResponseMessage> answer)
            : this(never: false, TimeProvider.System)
        {
            _answer = answer;
        }

        public StubGateway(bool never, TimeProvider wall)
        {
            Never = never;
            Client = new GatewayClient(new HttpClient(this), new Uri("http://gateway:8080/base"), wall);
        }

        public GatewayClient Client { get; }

        public List<string> Seen { get; } = [];

        private bool Never { get; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Seen.Add($"{request.Method} {request.RequestUri!.AbsoluteUri} {body}");
            if (Never)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return _answer!(request);
        }
    }
}
