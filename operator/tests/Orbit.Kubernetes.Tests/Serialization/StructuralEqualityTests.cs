using k8s.Models;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Tests.Serialization;

public sealed class StructuralEqualityTests
{
    [Fact]
    public void IfTwoValuesWereBuiltApartThenTheirContentsAreCompared()
    {
        AreEqual(Map(("a", "1"), ("b", "2")), Map(("b", "2"), ("a", "1"))).Should().BeTrue();
        AreEqual(Map(("a", "1")), Map(("a", "2"))).Should().BeFalse();
        AreEqual(Map(("a", "1")), second: null).Should().BeFalse();
        AreEqual(first: null, second: null).Should().BeTrue();
    }

    private static bool AreEqual(V1ConfigMap? first, V1ConfigMap? second) => StructuralEquality.Equals(first, second, ResourceJson.TypeInfo<V1ConfigMap>());

    private static V1ConfigMap Map(params (string Key, string Value)[] data) =>
        new() { Data = data.ToDictionary(d => d.Key, d => d.Value, StringComparer.Ordinal) };
}
