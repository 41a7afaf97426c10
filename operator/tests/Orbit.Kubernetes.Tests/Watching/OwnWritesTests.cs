using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Watching;

public sealed class OwnWritesTests
{
    private static readonly NamespacedName Key = new("default", "a");
    private readonly ManualTimeProvider _time = new();
    private readonly OwnWrites _writes;
    private string? _stored = "1";

    public OwnWritesTests() =>
        _writes = new OwnWrites(ResourceKind.Of<V1ConfigMap>(), _ => _stored, TimeSpan.FromSeconds(5), _time, NullLogger.Instance);

    [Fact]
    public void IfNothingWasWrittenThenThereIsNoWait() => Waiting().Should().BeFalse();

    [Fact]
    public async Task IfAWriteWasAnsweredThenItsVersionIsWaitedFor()
    {
        Write("2");
        var wait = _writes.WaitAsync(Key, default).AsTask();
        _writes.Shown(Key, "other");
        wait.IsCompleted.Should().BeFalse();
        _writes.Shown(Key, "2");

        (await wait.Soon()).Should().BeTrue();
        Waiting().Should().BeFalse();
    }

    [Fact]
    public void IfTheWatchIsFasterThanTheAnswerThenThereIsNoWait()
    {
        _writes.Writing(Key);
        _writes.Shown(Key, "2");
        _writes.Shown(Key, "3");
        _writes.Written(Key, "2");

        Waiting().Should().BeFalse();
    }

    [Fact]
    public void IfTheWriteChangedNothingThenThereIsNoWait()
    {
        Write("1");

        Waiting().Should().BeFalse();
    }

    [Fact]
    public void IfTheWriteFailedThenThereIsNoWait()
    {
        Write(version: null);

        Waiting().Should().BeFalse();
    }

    [Fact]
    public async Task IfTheVersionIsNotShownInTimeThenTheWaitEndsAndIsNotRepeated()
    {
        Write("2");
        var wait = _writes.WaitAsync(Key, default).AsTask();
        _time.Advance(TimeSpan.FromSeconds(5));

        (await wait.Soon()).Should().BeFalse();
        Waiting().Should().BeFalse();
    }

    [Fact]
    public void IfAListSkippedTheVersionThenOnlyAListBegunAfterTheWriteSettlesIt()
    {
        var before = _writes.ListBegins();
        Write("2");
        _writes.ListTaken(before);
        Waiting().Should().BeTrue("this list may have been answered before the write");

        _writes.ListTaken(_writes.ListBegins());
        Waiting().Should().BeFalse();
    }

    [Fact]
    public void IfTwoTasksWriteTheSameObjectThenBothVersionsAreWaitedFor()
    {
        _writes.Writing(Key);
        _writes.Writing(Key);
        _writes.Written(Key, "3");
        _writes.Shown(Key, "2");
        _writes.Written(Key, "2");
        Waiting().Should().BeTrue();
        _writes.Shown(Key, "3");

        Waiting().Should().BeFalse();
    }

    [Fact]
    public void IfAnObjectIsCreatedThenItsFirstVersionIsWaitedFor()
    {
        _stored = null;
        Write("2");
        Waiting().Should().BeTrue();
        _writes.Shown(Key, "2");

        Waiting().Should().BeFalse();
    }

    private void Write(string? version)
    {
        _writes.Writing(Key);
        _writes.Written(Key, version);
    }

    private bool Waiting() => !_writes.WaitAsync(Key, default).IsCompleted;
}
