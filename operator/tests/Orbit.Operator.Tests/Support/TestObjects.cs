using System.Globalization;
using k8s.Models;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Operator.Tests.Support;

/// <summary>Good objects; a test changes with <c>with</c> what it is about.</summary>
internal static class TestObjects
{
    private static readonly RadioBand SBand = new()
    {
        Name = "S",
        UplinkBitsPerSecond = Quantity.Parse("2M"),
        DownlinkBitsPerSecond = Quantity.Parse("10M"),
    };

    /// <summary>A satellite on the elements given; its name is that of its catalogue number unless it has one.</summary>
    public static SatelliteNode Satellite(TwoLineElements elements, string? name = null)
    {
        var number = int.Parse(elements.Line1.AsSpan(2, 5), CultureInfo.InvariantCulture);
        return new SatelliteNode
        {
            Metadata = new V1ObjectMeta { Name = name ?? $"sat-{number}", Uid = $"uid-{number}" },
            Spec = new SatelliteNodeSpec
            {
                NoradId = number,
                Orbit = new SatelliteOrbit { Tle = elements },
                Radio = new SatelliteRadio { Bands = [SBand] },
            },
        };
    }

    /// <summary>SCS-01 A under its Kubernetes name.</summary>
    public static SatelliteNode Satellite() => Satellite(TestData.ThreeBody("SCS-01 A"), "scs-01-a");

    /// <summary>The satellite with another spec.</summary>
    public static SatelliteNode With(this SatelliteNode satellite, Func<SatelliteNodeSpec, SatelliteNodeSpec> change) =>
        satellite with { Spec = change(satellite.Spec) };

    /// <summary>A station with a free sky above 5 degrees.</summary>
    public static GroundLink Station(string name, double latitude = 78.23, double longitude = 15.41, double altitude = 450) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, Uid = $"uid-{name}" },
        Spec = new GroundLinkSpec
        {
            Provider = "test",
            Location = new GroundLocation { LatitudeDegrees = latitude, LongitudeDegrees = longitude, AltitudeMetres = altitude },
            MinimumElevationDegrees = 5,
            Bands = [SBand],
            Gateway = new StationGateway { Url = "http://gateway.example" },
        },
    };

    /// <summary>The station with another spec.</summary>
    public static GroundLink With(this GroundLink station, Func<GroundLinkSpec, GroundLinkSpec> change) => station with { Spec = change(station.Spec) };

    /// <summary>The station with these contacts in its ledger.</summary>
    public static GroundLink Holding(this GroundLink station, params BookedContact[] contacts) =>
        station with { Status = new GroundLinkStatus { Contacts = contacts } };

    /// <summary>A contact of five minutes that ends at an instant.</summary>
    public static BookedContact Contact(BookedContactState state, DateTimeOffset end, string satellite = "scs-01-a") => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"contact-{satellite}-{end:yyyyMMddHHmmss}"),
        Antenna = 0,
        Satellite = satellite,
        NoradId = 63982,
        Start = end.AddMinutes(-5),
        End = end,
        Job = new JobReference { Namespace = "default", Name = "question", Uid = "job-uid" },
        Attempt = 1,
        Purpose = BookedContactPurpose.Uplink,
        State = state,
        Cause = state is BookedContactState.Failed ? BookedContactCause.NotHeard : null,
    };

    /// <summary>A job without a status.</summary>
    public static OrbitalInferenceJob Job(string name = "question") => new()
    {
        Metadata = new V1ObjectMeta { NamespaceProperty = "default", Name = name, Uid = "job-uid", Generation = 1 },
        Spec = new OrbitalInferenceJobSpec
        {
            Model = "qwen3-8b",
            Input = new JobInput { Inline = "Why is the sky blue?" },
            Work = new JobWork { Tokens = 200 },
        },
    };

    /// <summary>The job in a phase, with the plan of its first attempt.</summary>
    public static OrbitalInferenceJob In(this OrbitalInferenceJob job, JobPhase phase, JobPlan? plan = null) =>
        job with { Status = new OrbitalInferenceJobStatus { Phase = phase, Attempt = 1, Plan = plan } };

    /// <summary>A plan on scs-01-a: up from minute 0, computed to minute 15, down from minute 20.</summary>
    public static JobPlan Plan(DateTimeOffset start) => new()
    {
        Attempt = 1,
        AttemptId = "job-uid-1",
        Satellite = "scs-01-a",
        NoradId = 63982,
        Uplink = Planned("up", start),
        Compute = new PlannedCompute { Start = start.AddMinutes(5), End = start.AddMinutes(15) },
        Downlink = Planned("down", start.AddMinutes(20)),
        ExpectedCompletion = start.AddMinutes(21),
    };

    private static PlannedContact Planned(string name, DateTimeOffset start) => new()
    {
        GroundLink = "svalbard",
        Contact = name,
        Antenna = 0,
        Start = start,
        End = start.AddMinutes(5),
        TransferStart = start,
        TransferEnd = start.AddMinutes(1),
    };
}
