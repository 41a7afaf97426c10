using System.Net;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Faults;
using Orbit.Faults.Traffic;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.RuntimeBenchmarks.Figures;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>Lists that have to be made again because the server no longer keeps the watch's version (410): what the handlers are told that is not so.</summary>
internal static class Relists
{
    private const int Times = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync(ControlPlaneFixture controlPlane, int objects)
    {
        await using var progress = Progress.Of($"{Times} relists of {objects} jobs after a 410 each");
        await using var proxy = await FaultProxy.StartAsync(controlPlane.ApiServer, controlPlane.CertificateAuthorityPath);
        var hook = new GoneTimes(Times);
        proxy.Hook = hook;
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, proxy.Redirect(await File.ReadAllTextAsync(controlPlane.OperatorKubeconfigPath)));
            using var end = new CancellationTokenSource();
            using var client = new KubernetesClient(new KubernetesConfigurationLoader().LoadKubeconfig([file]));
            var informer = new Informer<OrbitalInferenceJob>(client);
            int added = 0, updated = 0, deleted = 0;
            informer.AddHandler(new ResourceEventHandler<OrbitalInferenceJob>(_ => added++, (_, _) => updated++, _ => deleted++));
            var running = informer.RunAsync(end.Token);
            // A watch that is let through shows that the last relist has been taken over.
            await hook.Passed;
            await end.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return
            [
                new("relist_10k_count", hook.Lists - 1, "relists", $"{Times}"),
                new("relist_10k_false_additions", added - objects, "events", "0"),
                new("relist_10k_false_changes", updated, "events", "0"),
                new("relist_10k_false_deletions", deleted, "events", "0"),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class GoneTimes(int times) : TrafficHook
    {
        private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _watches;
        private int _lists;
        private bool _pageBefore;

        public Task Passed => _passed.Task;

        public int Lists => _lists;

        public override ValueTask<Fault> OnRequestAsync(ApiCall call, CancellationToken cancellationToken)
        {
            // One informer asks one thing after the other: pages of one list follow each other.
            var page = call.Verb == ApiVerb.List;
            _lists += page && !_pageBefore ? 1 : 0;
            _pageBefore = page;
            if (call.Verb != ApiVerb.Watch)
            {
                return new(Fault.None);
            }

            if (_watches++ < times)
            {
                return new(Fault.Answer(HttpStatusCode.Gone));
            }

            _passed.TrySetResult();
            return new(Fault.None);
        }
    }
}
