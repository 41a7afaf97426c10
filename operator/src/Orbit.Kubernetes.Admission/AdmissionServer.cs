using System.Net.Security;
using System.Security.Authentication;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orbit.Kubernetes.Admission.Certificates;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Admission;

/// <summary>The HTTPS port on which API servers ask about writes. Every replica has one, leader or not. The certificate is asked for at each handshake, so a renewed one needs no restart.</summary>
public sealed class AdmissionServer : IAsyncDisposable
{
    private readonly Dictionary<string, IValidatingWebhook> _webhooks = new(StringComparer.Ordinal);
    private readonly IServingCertificate _certificate;
    private readonly AdmissionServerOptions _options;
    private WebApplication? _app;

    /// <summary>A server without webhooks; it listens from <see cref="StartAsync"/> on.</summary>
    /// <param name="certificate">What it shows.</param>
    /// <param name="options">Where it listens.</param>
    public AdmissionServer(IServingCertificate certificate, AdmissionServerOptions options)
    {
        _certificate = certificate;
        _options = options;
        CertificateStatus.Register(certificate);
    }

    /// <summary>Where it listens.</summary>
    /// <exception cref="InvalidOperationException">It was not started.</exception>
    public Uri Address => new(_app?.Urls.Single() ?? throw new InvalidOperationException("The webhook was not started."));

    /// <summary>Why API servers can't ask now; null when they can.</summary>
    public string? Problem => _certificate.Current switch
    {
        null => _certificate.Problem ?? "the webhook has no certificate",
        { } certificate when certificate.Expires <= _options.TimeProvider.GetUtcNow() =>
            $"the webhook's certificate expired at {certificate.Expires:yyyy-MM-dd'T'HH:mm:ss'Z'}{(_certificate.Problem is { } problem ? $": {problem}" : "")}",
        _ => null,
    };

    /// <summary>Serves a kind's validator at <c>/validate/{plural}</c>.</summary>
    public AdmissionServer Add<T>(IValidator<T> validator)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var webhook = new ValidatingWebhook<T>(validator, _options.LoggerFactory.CreateLogger($"{typeof(AdmissionServer).FullName}.{ResourceKind.Of<T>().Kind}"));
        _webhooks.Add(webhook.Path, webhook);
        return this;
    }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Empty: neither the environment nor files of the program beside it have a say here.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(_options.LoggerFactory);
        // This logs where it listens; the program itself logs that it has started.
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = _options.MostBytes;
            kestrel.Listen(_options.Address, listen => listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Handshake()) }));
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync(cancellationToken);
    }

    /// <summary>Answers what was asked already, and listens no longer.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        CertificateStatus.Remove(_certificate);
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private SslServerAuthenticationOptions Handshake() => new()
    {
        ServerCertificateContext = _certificate.Current?.Context ?? throw new AuthenticationException(_certificate.Problem ?? "The webhook has no certificate."),
    };

    private async Task AnswerAsync(HttpContext context)
    {
        if (!_webhooks.TryGetValue(context.Request.Path.Value ?? "", out var webhook))
        {
            await WriteAsync(context, WebhookAnswer.Error(404, $"There is no webhook at this path; there is {string.Join(", ", _webhooks.Keys.Order(StringComparer.Ordinal))}."));
            return;
        }

        var start = _options.TimeProvider.GetTimestamp();
        AdmissionMetrics.RequestsInFlight.WithLabels(webhook.Path).Inc();
        try
        {
            var answer = await AskAsync(context, webhook);
            AdmissionMetrics.Requests.WithLabels(webhook.Path, answer.StatusCode.ToString()).Inc();
            await WriteAsync(context, answer);
        }
        finally
        {
            AdmissionMetrics.RequestsInFlight.WithLabels(webhook.Path).Dec();
            AdmissionMetrics.Latency.WithLabels(webhook.Path).Observe(_options.TimeProvider.GetElapsedTime(start).TotalSeconds);
        }
    }

    private async Task<WebhookAnswer> AskAsync(HttpContext context, IValidatingWebhook webhook)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return WebhookAnswer.Error(405, "Admission reviews are sent by POST.");
        }

        if (!context.Request.HasJsonContentType())
        {
            return WebhookAnswer.Error(415, "An admission review is application/json.");
        }

        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            return webhook.Answer(body.GetBuffer().AsMemory(0, (int)body.Length));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return WebhookAnswer.Error(413, $"The body is larger than {_options.MostBytes} bytes.");
        }
    }

    private static Task WriteAsync(HttpContext context, WebhookAnswer answer)
    {
        context.Response.StatusCode = answer.StatusCode;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        return context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).AsTask();
    }
}
