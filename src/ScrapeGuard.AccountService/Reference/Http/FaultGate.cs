using Microsoft.AspNetCore.Http;
using ScrapeGuard.AccountService.Reference.Faults;

namespace ScrapeGuard.AccountService.Reference.Http;

/// <summary>Faults that come before anything is done.</summary>
internal static class FaultGate
{
    /// <summary>True when the request is over.</summary>
    public static async Task<bool> StopsAsync(HttpContext context, ServiceContext service, FaultSet faults)
    {
        if (faults.Has(Fault.Hang))
        {
            await UntilGoneAsync(context, service);
            return true;
        }

        if (faults.Has(Fault.TooMany))
        {
            await Replies.LaterAsync(context, 429, service.Options.RetryAfterSeconds, "too many requests");
            return true;
        }

        if (faults.Has(Fault.Unavailable))
        {
            await Replies.ProblemAsync(context, 503, "the service is not available");
            return true;
        }

        if (faults.Has(Fault.Error))
        {
            await Replies.ProblemAsync(context, 500, "the service has failed");
            return true;
        }

        if (faults.Has(Fault.DropBefore))
        {
            context.Abort();
            return true;
        }

        return false;
    }

    /// <summary>Slow, but sure: it goes on though the caller has gone.</summary>
    public static Task DelayAsync(ServiceContext service) =>
        Task.Delay(TimeSpan.FromMilliseconds(service.Options.SlowMilliseconds), service.Time, service.Stopping);

    private static async Task UntilGoneAsync(HttpContext context, ServiceContext service)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var left = context.RequestAborted.Register(() => gone.TrySetResult());
        await using var stopped = service.Stopping.Register(() => gone.TrySetResult());
        await gone.Task;
        context.Abort();
    }
}
