namespace ScrapeGuard.Benchmarks.Ratio;

/// <summary>One way to do the work.</summary>
/// <param name="Name">Stands in the table.</param>
/// <param name="Run">Does the whole work once.</param>
/// <param name="Prepare">What has to be done before each run and is not timed.</param>
/// <param name="Finish">What has to be done after it and is not timed either.</param>
internal sealed record Contestant(string Name, Action Run, Action? Prepare = null, Action? Finish = null);
