using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orbit.Kubernetes.Runtime.Hosting;

/// <summary>Runs an <see cref="OperatorHost"/> as part of a .NET host, and ends the program with exit code 1 when the operator can't go on.</summary>
/// <param name="host">The operator.</param>
/// <param name="lifetime">The program.</param>
/// <param name="logger">Logs the end.</param>
public sealed partial class OperatorService(OperatorHost host, IHostApplicationLifetime lifetime, ILogger<OperatorService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await host.RunAsync(stoppingToken);
        }
        catch (Exception e)
        {
            LogEnded(logger, e.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The operator can't go on and ends: {Reason}")]
    private static partial void LogEnded(ILogger logger, string reason);
}
