using System.Globalization;
using System.Text.Json;
using k8s.Models;
using KubeOps.Abstractions.Rbac;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Metrics;
using Orbit.Kubernetes.Roles;
using Orbit.Kubernetes.Runtime.Events;
using Orbit.Kubernetes.Runtime.Hosting;
using Orbit.Kubernetes.Runtime.LeaderElection;
using Orbit.Kubernetes.Runtime.Metrics;
using Orbit.Operator.Admission;

namespace Orbit.Operator.Hosting;

/// <summary>The process: its logs, its HTTP port for kubelet and Prometheus, and the operator.</summary>
[RoleRbac(OperatorRoles.LeaderElection, typeof(V1Lease), Namespace = OperatorRoles.Namespace, Verbs = RbacVerb.Create)]
[RoleRbac(OperatorRoles.LeaderElection, typeof(V1Lease), Namespace = OperatorRoles.Namespace, Names = [OperatorApplication.Name], Verbs = RbacVerb.Get | RbacVerb.Update)]
internal static partial class OperatorApplication
{
    private const string Name = "orbit-operator";

    /// <summary>Runs until told to stop.</summary>
    /// <returns>The exit code: 0 after a clean stop, 1 when the process has to be started again.</returns>
    public static async Task<int> RunAsync(OperatorOptions options, MissionClock clock)
    {
        // Nothing is set by files that change while it runs, so no folder has to be watched for that.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            json.JsonWriterOptions = new JsonWriterOptions { Indented = false };
        });
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls("http://127.0.0.1:18080");
        }

        await using var app = builder.Build();
        var loggers = app.Services.GetRequiredService<ILoggerFactory>();
        var logger = loggers.CreateLogger(typeof(OperatorApplication));

        ProcessMetrics.AddTo(MetricsRegistry.Shared);
        var configuration = new KubernetesConfigurationLoader { TimeProvider = clock.Wall, LoggerFactory = loggers }.Load();
        using var client = new KubernetesClient(
            configuration, new KubernetesClientOptions { TimeProvider = clock.Wall, LoggerFactory = loggers, FieldManager = "orbitoperator" });
        using var recorder = new EventRecorder(client, new EventRecorderOptions { ReportingController = "orbitoperator.io/operator", TimeProvider = clock.Wall, LoggerFactory = loggers });
        using var runtime = new OperatorRuntime(client, recorder, clock, options, loggers);
        var host = Host(client, recorder, runtime, clock, options, loggers);
        await using var webhook = options.Admission is { } admission ? new AdmissionWebhook(admission, options.Namespace, configuration, runtime.Duplicates, clock, loggers) : null;
        webhook?.AddTo(host);

        app.MapOperator(host, MetricsRegistry.Shared);
        await app.StartAsync();
        LogStarted(logger, clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), clock.Rate);

        try
        {
            await (webhook?.StartAsync(app.Lifetime.ApplicationStopping) ?? Task.CompletedTask);
            await host.RunAsync(app.Lifetime.ApplicationStopping);
            return 0;
        }
        catch (Exception e) when (e is LeadershipLostException or InvalidOperationException or IOException)
        {
            LogEnded(logger, e);
            return 1;
        }
        finally
        {
            // Asked to the last: a replica that stops answers what it was asked already.
            await (webhook?.StopAsync() ?? Task.CompletedTask);
            await app.StopAsync();
        }
    }

    private static OperatorHost Host(
        KubernetesClient client, EventRecorder recorder, OperatorRuntime runtime, MissionClock clock, OperatorOptions options, ILoggerFactory loggers)
    {
        var host = new OperatorHost(client, new OperatorHostOptions
        {
            TimeProvider = clock.Wall,
            LoggerFactory = loggers,
            LeaderElection = new LeaderElectionOptions
            {
                Name = Name,
                Namespace = options.Namespace,
                LeaseDuration = options.LeaseDuration,
                RenewDeadline = options.LeaseDuration * 2 / 3,
                RetryPeriod = options.LeaseDuration * 2 / 15,
                TimeProvider = clock.Wall,
                LoggerFactory = loggers,
            },
        });
        foreach (var informer in runtime.Informers)
        {
            host.Add(informer);
        }

        foreach (var controller in runtime.Controllers)
        {
            host.Add(controller);
        }

        return host
            .AddBackground("events", recorder.RunAsync)
            .AddBackground("visibility", runtime.KeepVisibilityWarmAsync)
            .AddBackground("pods of new satellites", runtime.FindPodsOfNewSatellitesAsync)
            .AddBackground("memory", token => StartUpMemory.GiveBackAsync(() => host.IsReady, clock.Wall, token));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Started at mission time {MissionTime}, rate {Rate}")]
    private static partial void LogStarted(ILogger logger, string missionTime, double rate);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The operator can't go on and ends; it is to be started again")]
    private static partial void LogEnded(ILogger logger, Exception exception);
}
