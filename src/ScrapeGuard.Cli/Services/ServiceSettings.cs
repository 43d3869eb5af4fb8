namespace ScrapeGuard.Cli.Services;

/// <summary>The settings of every service, made of what was given.</summary>
/// <param name="Worker">Those of <c>worker</c>.</param>
internal sealed record ServiceSettings(WorkerSettings Worker);
