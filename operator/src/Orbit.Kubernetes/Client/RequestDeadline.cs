namespace Orbit.Kubernetes.Client;

/// <summary>Gives up a request when its time is over, and tells that apart from its caller's cancellation.</summary>
internal sealed class RequestDeadline : IDisposable
{
    private readonly ApiRequest _request;
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _caller;
    private readonly Action _over;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;

    /// <summary>Starts the time of a request.</summary>
    /// <param name="request">The request, for messages.</param>
    /// <param name="timeout">Its time.</param>
    /// <param name="time">Clock of the time.</param>
    /// <param name="over">Is told when the time is over before the request is.</param>
    /// <param name="caller">The caller's own cancellation.</param>
    public RequestDeadline(ApiRequest request, TimeSpan timeout, TimeProvider time, Action over, CancellationToken caller)
    {
        _over = over;
        _request = request;
        _timeout = timeout;
        _caller = caller;
        _timer = new CancellationTokenSource(timeout, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(caller, _timer.Token);
    }

    /// <summary>Runs one step of the request.</summary>
    /// <exception cref="TimeoutException">The time was over before the step was.</exception>
    public async Task<TResult> RunAsync<TState, TResult>(TState state, Func<TState, CancellationToken, Task<TResult>> operation)
    {
        try
        {
            return await operation(state, _linked.Token);
        }
        catch (Exception e) when (_timer.IsCancellationRequested && !_caller.IsCancellationRequested && e is OperationCanceledException or IOException or HttpRequestException)
        {
            _over();
            throw new TimeoutException($"{_request} was not answered within {_timeout.TotalSeconds:0.#} s.", e);
        }
        catch (Exception e) when (_caller.IsCancellationRequested && e is not OperationCanceledException)
        {
            // Closing a connection under a reader surfaces as an I/O error; the reason is the cancellation.
            throw new OperationCanceledException(e.Message, e, _caller);
        }
        catch (OperationCanceledException e) when (!_caller.IsCancellationRequested)
        {
            // Nobody here gave up: the handler did, because connecting took too long.
            throw new TimeoutException($"{_request} could not be sent: connecting took too long.", e);
        }
    }

    public void Dispose()
    {
        _linked.Dispose();
        _timer.Dispose();
    }
}
