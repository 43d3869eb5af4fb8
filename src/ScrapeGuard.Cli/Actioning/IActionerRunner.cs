using Microsoft.Extensions.Logging;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>What <c>actioner</c> does once all that it was given has been read and checked.</summary>
internal interface IActionerRunner
{
    /// <summary>
    /// Works until it is to stop. What it waits for or retries is its own business; an exception ends the program with
    /// <see cref="Commands.ExitCode.Failed"/>.
    /// </summary>
    /// <param name="settings">The settings, all within their ranges.</param>
    /// <param name="policy">Has the budgets and the times of enforcement.</param>
    /// <param name="logs">Where to tell of the work.</param>
    /// <param name="stop">Asks it to end: the request of the system, or Ctrl-C.</param>
    Task RunAsync(ActionerSettings settings, Policy policy, ILoggerFactory logs, CancellationToken stop);
}
