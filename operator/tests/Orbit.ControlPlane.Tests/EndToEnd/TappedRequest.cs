using Microsoft.AspNetCore.Http;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A request of the operator on its way to the simulator.</summary>
/// <param name="Http">To answer it instead of the simulator.</param>
/// <param name="Job">Name of the job that its address is about; null when it is about none, or none that a bundle has told of.</param>
/// <param name="Attempt">Number of the job's attempt that its address is about; 0 for none.</param>
/// <param name="Forward">Hands it on to the simulator, whose answer is then the answer.</param>
internal sealed record TappedRequest(HttpContext Http, string? Job, int Attempt, Func<Task> Forward)
{
    /// <summary>The contact that its address names, as in <c>/v1/contacts/NAME/...</c>.</summary>
    public string Contact => Http.Request.Path.Value!.Split('/')[3];

    /// <summary>Whether it is of this method, and its address has this in it.</summary>
    public bool Is(string method, string part) =>
        Http.Request.Method == method && Http.Request.Path.Value!.Contains(part, StringComparison.Ordinal);

    /// <summary>Answers with the contract's error, or leaves the request alone; returns which.</summary>
    public async Task<bool> RefuseIfAsync(bool isMeant, int status)
    {
        if (isMeant)
        {
            await RefuseAsync(status, "Scripted.");
        }

        return isMeant;
    }

    /// <summary>Answers with the contract's error.</summary>
    public Task RefuseAsync(int status, string detail)
    {
        Http.Response.StatusCode = status;
        return Http.Response.WriteAsJsonAsync(new { type = "about:blank", title = "Scripted", status, detail }, options: null, "application/problem+json");
    }
}
