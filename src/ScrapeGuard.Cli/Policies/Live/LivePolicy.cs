using Microsoft.Extensions.Logging;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Policies.Live;

/// <summary>
/// The policy of a service, which follows its file while the service runs. A file that holds takes the place of the
/// one before as a whole; of one with a mistake nothing holds, the service goes on with what it has, and each mistake
/// is told once. The content is compared, not the time of change: what is put in place by a link, as Kubernetes does,
/// may be older than what it replaces.
/// </summary>
/// <param name="first">What holds at the start: what the file said then.</param>
/// <param name="path">The file; null: the policy is the default one, and stays.</param>
/// <param name="metrics">Counts what came of each change.</param>
/// <param name="log">Where changes are told.</param>
/// <param name="time">The clock.</param>
internal sealed partial class LivePolicy(
    Policy first, string? path, LivePolicyMetrics metrics, ILogger log, TimeProvider time)
{
    /// <summary>Time between two looks at the file.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly string? _model = first.Model;
    private volatile Policy _current = first;
    private FileState? _last;

    /// <summary>What holds now.</summary>
    public Policy Current => _current;

    /// <summary>Follows the file until it is to stop.</summary>
    /// <param name="changed">Called after each change that was taken.</param>
    /// <param name="stop">Asks it to end.</param>
    public async Task FollowAsync(Action changed, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                Look(changed);
                await Task.Delay(Every, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was to stop.
        }
    }

    /// <summary>Looks once whether the file says something else than at the last look.</summary>
    /// <param name="changed">Called when it does, and holds.</param>
    public void Look(Action changed)
    {
        if (path is null)
        {
            return;
        }

        var state = ReadState(path);
        if (state.IsSame(_last))
        {
            return;
        }

        var isFirst = _last is null;
        _last = state;
        if (state.Errors.Count > 0)
        {
            Refuse(state.Errors);
            return;
        }

        var reading = PolicyFileReader.Read(state.Text, path);
        if (reading.Policy is not { } policy)
        {
            Refuse([.. reading.Errors.Select(mistake => mistake.ToString())]);
        }
        else if (!isFirst || TextOf(policy) != TextOf(_current))
        {
            // The first look finds what the start has read, unless the file has changed since.
            _current = policy;
            metrics.Taken();
            LogTaken(log, policy.Name, path);
            if (!string.Equals(policy.Model, _model, StringComparison.Ordinal))
            {
                LogOtherModel(log, policy.Name, path);
            }

            changed();
        }
    }

    private static FileState ReadState(string path)
    {
        var errors = new List<string>();
        try
        {
            InputFile.TryRead(path, "", errors, out var text);
            return new FileState(text, errors);
        }
        catch (IOException exception)
        {
            return new FileState("", [$"{path}: {exception.Message}"]);
        }
    }

    private static string TextOf(Policy policy)
    {
        using var text = new StringWriter();
        PolicyFileWriter.Write(text, policy);
        return text.ToString();
    }

    private void Refuse(List<string> mistakes)
    {
        metrics.Refused();
        foreach (var mistake in mistakes)
        {
            LogRefused(log, _current.Name, mistake);
        }
    }

    [LoggerMessage(5301, LogLevel.Information, "policy {Policy} of {Path} holds from now on")]
    private static partial void LogTaken(ILogger logger, string policy, string path);

    [LoggerMessage(5302, LogLevel.Error, "policy {Policy} stays, for the file is wrong: {Mistake}")]
    private static partial void LogRefused(ILogger logger, string policy, string mistake);

    [LoggerMessage(5303, LogLevel.Warning,
        "policy {Policy} of {Path} names another model, which judges from the worker's next start on")]
    private static partial void LogOtherModel(ILogger logger, string policy, string path);

    /// <summary>What a look at the file found.</summary>
    private sealed record FileState(string Text, List<string> Errors)
    {
        public bool IsSame(FileState? other) =>
            other is not null && Text == other.Text && Errors.SequenceEqual(other.Errors, StringComparer.Ordinal);
    }
}
