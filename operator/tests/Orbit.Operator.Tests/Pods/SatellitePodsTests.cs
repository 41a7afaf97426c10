using System.Buffers;
using System.Text;
using Orbit.Operator.Pods;

namespace Orbit.Operator.Tests.Pods;

public sealed class SatellitePodsTests
{
    [Theory]
    [InlineData("""{"metadata": {"name": "a", "managedFields": [{"nodeName": "scs-01-a"}]}, "spec": {"containers": [{"nodeName": "scs-01-a"}], "nodeName": "rack-1"}}""", false)]
    [InlineData("""{"metadata": {"name": "a"}, "spec": {"containers": []}}""", false)]
    [InlineData("""{"metadata": {"name": "a", "labels": {"app": "x"}}}""", false)]
    [InlineData("""{"metadata": 1, "spec": [], "status": {"nodeName": "scs-01-a"}}""", false)]
    [InlineData("""{"metadata": {"name": "a", "labels": {"app.kubernetes.io/managed-by": "Helm"}}, "spec": {"nodeName": "rack-1"}}""", false)]
    [InlineData("""[]""", false)]
    [InlineData("""{"metadata": {"name": "a"}, "spec": {"containers": [{"env": []}], "nodeName": "scs-01-a"}}""", true)]
    [InlineData("""{"spec": {"nodeName": "scs-01-a"}, "metadata": {"name": "a"}}""", true)]
    [InlineData("""{"metadata": {"labels": {"app": "x", "app.kubernetes.io/managed-by": "orbit-operator"}}, "spec": {"nodeName": "gone"}}""", true)]
    public void IfAPodIsTheOperatorsOrOnASatelliteThenItIsTaken(string json, bool taken) =>
        SatellitePods.Filter(name => name == "scs-01-a")(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json))).Should().Be(taken);
}
