using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Http;

/// <summary>What no real gateway has: faults on demand, and the record of what physically happened.</summary>
internal static class AdminEndpoints
{
    /// <summary>Maps the admin API's routes.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder routes, World world)
    {
        routes.MapPost("/admin/faults", async http =>
        {
            var fault = world.Break(await http.ReadAsync(AdminJson.Default.FaultRequest, HttpExchange.MaximumBodyBytes));
            await http.AnswerAsync(StatusCodes.Status201Created, fault, AdminJson.Default.Fault);
        });
        routes.MapGet("/admin/faults", http =>
            http.AnswerAsync(StatusCodes.Status200OK, world.Faults(), AdminJson.Default.IReadOnlyListFault));
        routes.MapDelete("/admin/faults", http =>
        {
            world.Repair(id: null);
            return NoContent(http);
        });
        routes.MapDelete("/admin/faults/{id}", http =>
        {
            world.Repair(http.Number("id"));
            return NoContent(http);
        });
        routes.MapGet("/admin/log", http =>
            http.AnswerAsync(StatusCodes.Status200OK, world.Log(), AdminJson.Default.PhysicalLogView));
    }

    private static Task NoContent(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
