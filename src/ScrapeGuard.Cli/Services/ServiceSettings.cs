namespace ScrapeGuard.Cli.Services;

/// <summary>The settings of every service, made of what was given.</summary>
/// <param name="Worker">Those of <c>worker</c>.</param>
/// <param name="Actioner">Those of <c>actioner</c>.</param>
/// <param name="Console">Those of <c>console</c>.</param>
internal sealed record ServiceSettings(WorkerSettings Worker, ActionerSettings Actioner, ConsoleSettings Console);
