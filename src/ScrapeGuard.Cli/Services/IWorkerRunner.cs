using Microsoft.Extensions.Logging;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Cli.Services;

/// <summary>What <c>worker</c> does once all that it was given has been read and checked.</summary>
internal interface IWorkerRunner
{
    /// <summary>
    /// Works until it is to stop, and then ends where the work is whole. What it waits for or retries is its own
    /// business; an exception ends the program with <see cref="Commands.ExitCode.Failed"/>.
    /// </summary>
    /// <param name="settings">The settings, all within their ranges.</param>
    /// <param name="policy">What a score leads to.</param>
    /// <param name="model">What people look like; null: rules alone decide.</param>
    /// <param name="logs">Where to tell of the work.</param>
    /// <param name="stop">Asks it to end: the request of the system, or Ctrl-C.</param>
    Task RunAsync(
        WorkerSettings settings, Policy policy, DetectionModel? model, ILoggerFactory logs, CancellationToken stop);
}
