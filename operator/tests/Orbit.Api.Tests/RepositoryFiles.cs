using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orbit.Api.Serialization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Orbit.Api.Tests;

/// <summary>Files of this repository, found by walking up to the solution.</summary>
internal static class RepositoryFiles
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    public static string PathOf(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrbitOperator.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, file);
    }

    /// <summary>The objects of a YAML file that are of kind <typeparamref name="T"/>.</summary>
    public static IReadOnlyList<T> ReadObjects<T>(string file)
    {
        var parser = new Parser(new StringReader(File.ReadAllText(PathOf(file))));
        parser.Consume<StreamStart>();
        var objects = new List<T>();
        while (parser.Accept<DocumentStart>(out _))
        {
            var node = ToJson(Yaml.Deserialize(parser))!;
            if (node["kind"]!.GetValue<string>().Equals(typeof(T).Name, StringComparison.Ordinal))
            {
                objects.Add(node.Deserialize(OrbitJson.Contract<T>())!);
            }
        }

        return objects;
    }

    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        IDictionary<object, object> map => new JsonObject(map.Select(e => KeyValuePair.Create((string)e.Key, ToJson(e.Value)))),
        IList list => new JsonArray([.. list.Cast<object?>().Select(ToJson)]),
        _ => JsonSerializer.SerializeToNode(value),
    };
}
