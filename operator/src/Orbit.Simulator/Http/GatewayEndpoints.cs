using Orbit.Gateway.Client;
using Orbit.Gateway.Json;
using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Http;

/// <summary>The gateway contract.</summary>
internal static class GatewayEndpoints
{
    /// <summary>Maps the contract's routes.</summary>
    public static void MapGateway(this IEndpointRouteBuilder routes, World world)
    {
        routes.MapGet("/healthz", http => http.Response.WriteAsync("ok\n", http.RequestAborted));
        routes.MapPut("/v1/contacts/{contactId}", async http =>
        {
            var booking = await http.ReadAsync(GatewayJson.Default.ContactBooking, HttpExchange.MaximumBodyBytes);
            var (contact, isNew) = world.Book(http.Id("contactId"), booking);
            await http.AnswerAsync(Status(isNew), contact, GatewayJson.Default.GatewayContact);
        });
        routes.MapPatch("/v1/contacts/{contactId}", async http =>
        {
            var extension = await http.ReadAsync(GatewayJson.Default.ContactExtension, HttpExchange.MaximumBodyBytes);
            var contact = world.Extend(http.Id("contactId"), extension.End);
            await http.AnswerAsync(StatusCodes.Status200OK, contact, GatewayJson.Default.GatewayContact);
        });
        routes.MapDelete("/v1/contacts/{contactId}", http =>
        {
            world.Cancel(http.Id("contactId"));
            return NoContent(http);
        });
        routes.MapGet("/v1/contacts/{contactId}", http =>
            http.AnswerAsync(StatusCodes.Status200OK, world.Contact(http.Id("contactId")), GatewayJson.Default.GatewayContact));
        routes.MapGet("/v1/contacts", http =>
        {
            var contacts = world.Contacts(http.Request.Query["station"].FirstOrDefault(), http.Instant("from"), http.Instant("to"));
            return http.AnswerAsync(StatusCodes.Status200OK, contacts, GatewayJson.Default.IReadOnlyListGatewayContact);
        });
        routes.MapPut("/v1/contacts/{contactId}/uplinks/{attemptId}", async http =>
        {
            var attemptId = http.Id("attemptId");
            var bundle = await http.ReadAsync(GatewayJson.Default.Bundle, HttpExchange.MaximumBundleBytes);
            if (!string.Equals(bundle.AttemptId, attemptId, StringComparison.Ordinal))
            {
                throw RefusalException.Impossible("attemptId in the bundle is not the one in the address.");
            }

            var (transfer, isNew) = world.Stage(http.Id("contactId"), bundle);
            await http.AnswerAsync(Status(isNew), transfer, GatewayJson.Default.UplinkTransfer);
        });
        routes.MapPut("/v1/contacts/{contactId}/downlinks/{attemptId}", http =>
        {
            var (transfer, isNew) = world.Request(http.Id("contactId"), http.Id("attemptId"));
            return http.AnswerAsync(Status(isNew), transfer, GatewayJson.Default.DownlinkTransfer);
        });
        routes.MapGet("/v1/satellites/{noradId}/report", http =>
            http.AnswerAsync(StatusCodes.Status200OK, world.Report(http.Number("noradId")), GatewayJson.Default.SatelliteReport));
        routes.MapGet("/v1/results/{attemptId}", async http =>
        {
            var (content, sha256) = world.Result(http.Id("attemptId"));
            http.Response.Headers[GatewayClient.HashHeader] = sha256;
            http.Response.ContentType = "text/plain; charset=utf-8";
            http.Response.ContentLength = content.Length;
            await http.Response.Body.WriteAsync(content, http.RequestAborted);
        });
        routes.MapDelete("/v1/results/{attemptId}", http =>
        {
            world.Acknowledge(http.Id("attemptId"));
            return NoContent(http);
        });
    }

    private static int Status(bool isNew) => isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;

    private static Task NoContent(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
