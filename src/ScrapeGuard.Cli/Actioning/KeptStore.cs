using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>Where an actioner keeps what must not be forgotten.</summary>
/// <param name="Name">What it is, in a word.</param>
/// <param name="Store">Takes it.</param>
/// <param name="Reader">Shows it.</param>
/// <param name="Audit">Its chain of changes.</param>
/// <param name="Resources">What has to be let go of in the end, in this order.</param>
internal sealed record KeptStore(
    string Name, IActionStore Store, IActionReader Reader, IAuditReader Audit, params object[] Resources)
    : IAsyncDisposable
{
    /// <summary>Forgets what is over from before a time, so many rows a call; null: nothing is forgotten.</summary>
    public Func<long, int, CancellationToken, Task<Forgotten>>? Forget { get; init; }

    /// <summary>How long what is over is kept.</summary>
    public TimeSpan Kept { get; init; }

    public async ValueTask DisposeAsync()
    {
        foreach (var resource in Resources)
        {
            if (resource is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync();
            }
            else
            {
                (resource as IDisposable)?.Dispose();
            }
        }
    }
}
