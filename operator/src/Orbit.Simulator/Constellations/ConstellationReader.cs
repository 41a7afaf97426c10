using System.Text;
using Orbit.Astrodynamics.Elements;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Orbit.Simulator.Constellations;

/// <summary>
/// Reads SatelliteNode and GroundLink manifests of the group orbitoperator.io, whatever else stands beside them, and of
/// them only the fields that the simulator plays.
/// </summary>
/// <remarks>It shares no code with the operator's reading of the same resources, so that one checks the other.</remarks>
internal static class ConstellationReader
{
    private const string Group = "orbitoperator.io/";

    /// <summary>Reads a YAML file of one or many documents, or all YAML files below a folder, kustomization.yaml excepted.</summary>
    /// <exception cref="ManifestException">Nothing is there, or something can't be used.</exception>
    public static Constellation Read(string path)
    {
        var satellites = new Dictionary<int, SatelliteModel>();
        var stations = new Dictionary<string, StationModel>(StringComparer.Ordinal);
        foreach (var file in FilesOf(path))
        {
            foreach (var (kind, name, manifest) in Manifests(file))
            {
                switch (kind)
                {
                    case "SatelliteNode":
                        var satellite = ReadSatellite(name, manifest);
                        if (!satellites.TryAdd(satellite.NoradId, satellite))
                        {
                            throw manifest.Bad("spec.noradId", $"is {satellite.NoradId}, which {satellites[satellite.NoradId].Name} has already");
                        }

                        break;
                    case "GroundLink":
                        var station = ReadStation(name, manifest);
                        if (!stations.TryAdd(station.Name, station))
                        {
                            throw manifest.Bad("metadata.name", $"or spec.gateway.station gives the station name '{station.Name}', which another GroundLink has already");
                        }

                        break;
                }
            }
        }

        if (satellites.Count == 0 || stations.Count == 0)
        {
            throw new ManifestException(
                $"'{path}' must hold at least one SatelliteNode and one GroundLink of {Group}v1alpha1; it holds {satellites.Count} and {stations.Count}.");
        }

        return new Constellation(satellites, stations);
    }

    private static IEnumerable<string> FilesOf(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new ManifestException($"'{path}' is neither a file nor a folder.");
        }

        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml"
                && Path.GetFileNameWithoutExtension(file) is not ("kustomization" or "Kustomization"))
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<(string Kind, string Name, ManifestFields Manifest)> Manifests(string file)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StreamReader(file, Encoding.UTF8);
            stream.Load(reader);
        }
        catch (YamlException e)
        {
            throw new ManifestException($"{file}, line {e.Start.Line}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ManifestException($"{file}: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // YamlDotNet's word for a text that ends in the middle of something.
            throw new ManifestException($"{file}: This is not YAML: it ends too early.", e);
        }

        foreach (var document in stream.Documents)
        {
            if (document.RootNode is not YamlMappingNode root)
            {
                continue;
            }

            var fields = new ManifestFields(root, file, "");
            if (fields.Text("apiVersion")?.StartsWith(Group, StringComparison.Ordinal) is true && fields.Text("kind") is { } kind)
            {
                var name = fields.RequiredMap("metadata").RequiredText("name");
                yield return (kind, name, new ManifestFields(root, $"{file}, {kind} {name}", ""));
            }
        }
    }

    private static SatelliteModel ReadSatellite(string name, ManifestFields manifest)
    {
        var spec = manifest.RequiredMap("spec");
        var noradId = spec.Integer("noradId", 1, 999_999_999, fallback: null);
        var compute = spec.Map("compute");
        var models = new Dictionary<string, double?>(StringComparer.Ordinal);
        foreach (var model in compute?.List("models") ?? [])
        {
            models[model.RequiredText("name")] = model.OptionalNumber("tokensPerSecond", 1e-6, 1e9);
        }

        return new SatelliteModel
        {
            NoradId = noradId,
            Name = name,
            Elements = ReadElements(spec.RequiredMap("orbit"), noradId),
            Accelerators = compute?.Integer("accelerators", 0, 1024, fallback: 1) ?? 1,
            ExecutionOrder = compute?.Choice("executionOrder", ExecutionOrder.InOrderOfArrival) ?? ExecutionOrder.InOrderOfArrival,
            CoolDown = spec.Map("thermal")?.Duration("coolDown", TimeSpan.Zero) ?? TimeSpan.Zero,
            Tops = compute?.OptionalNumber("tops", 1e-6, 1e9),
            Models = models,
            Bands = ReadBands(spec.Map("radio")?.List("bands") ?? []),
        };
    }

    private static MeanElements ReadElements(ManifestFields orbit, int noradId)
    {
        MeanElements? elements;
        ElementProblem? problem;
        bool read;
        string field;
        if (orbit.Map("tle") is { } tle)
        {
            field = "tle";
            read = TleParser.TryParse(tle.RequiredText("line1"), tle.RequiredText("line2"), "", out elements, out problem);
        }
        else if (orbit.Map("omm") is { } omm)
        {
            field = "omm";
            var keywords = omm.Scalars()
                .Select(pair => KeyValuePair.Create(KeywordOf(pair.Key), pair.Value))
                .Append(KeyValuePair.Create("NORAD_CAT_ID", (string?)noradId.ToString()));
            read = OmmParser.TryParse(keywords, out elements, out problem);
        }
        else
        {
            throw orbit.Bad("", "has neither tle nor omm");
        }

        if (!read)
        {
            throw orbit.Bad(field, $"can't be read: {problem!.Reason.TrimEnd('.')}");
        }

        return elements!.CatalogNumber == noradId
            ? elements
            : throw orbit.Bad(field, $"is of satellite {elements.CatalogNumber}, not of {noradId}");
    }

    // meanMotionDot stands for CCSDS 502's MEAN_MOTION_DOT.
    private static string KeywordOf(string field) =>
        string.Concat(field.Select(c => char.IsAsciiLetterUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));

    private static StationModel ReadStation(string name, ManifestFields manifest)
    {
        var spec = manifest.RequiredMap("spec");
        var location = spec.RequiredMap("location");
        return new StationModel
        {
            Name = spec.Map("gateway")?.Text("station") ?? name,
            Site = new GroundSite(
                name,
                location.Number("latitudeDegrees", -90, 90, fallback: null),
                location.Number("longitudeDegrees", -180, 360, fallback: null),
                location.Number("altitudeMetres", -1000, 10_000, fallback: 0)),
            Mask = ReadMask(spec),
            Antennas = spec.Integer("antennas", 1, 1000, fallback: 1),
            Bands = ReadBands(spec.List("bands")),
            Turnaround = spec.Duration("turnaround", TimeSpan.FromSeconds(60)),
            MinimumContact = spec.Duration("minimumContact", TimeSpan.Zero),
            LeadTime = spec.Duration("leadTime", TimeSpan.Zero),
            CancellationCutoff = spec.Duration("cancellationCutoff", TimeSpan.Zero),
            Maintenance = [.. spec.List("maintenance").Select(ReadInterval)],
        };
    }

    private static HorizonMask ReadMask(ManifestFields spec)
    {
        var minimum = spec.Number("minimumElevationDegrees", 0, 90, fallback: 10);
        var points = spec.List("horizon").Select(point => new HorizonPoint(
            point.Number("azimuthDegrees", 0, 360, fallback: null),
            point.Number("elevationDegrees", 0, 90, fallback: null)));
        try
        {
            return new HorizonMask(minimum, [.. points]);
        }
        catch (ArgumentException e)
        {
            throw spec.Bad("horizon", $"can't be used: {e.Message.Split(" (Parameter")[0].TrimEnd('.')}");
        }
    }

    private static Interval ReadInterval(ManifestFields fields)
    {
        var start = fields.Instant("start");
        var end = fields.Instant("end");
        return end > start ? new Interval(start, end) : throw fields.Bad("end", "is not after start");
    }

    private static IReadOnlyList<Band> ReadBands(IReadOnlyList<ManifestFields> bands) =>
    [
        .. bands.Select(band => new Band(
            band.RequiredText("name"), band.Quantity("uplinkBitsPerSecond"), band.Quantity("downlinkBitsPerSecond"))),
    ];
}
