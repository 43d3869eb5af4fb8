using Microsoft.Extensions.Logging;
using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.ConsoleHost;
using ScrapeGuard.Cli.Evaluating;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Acting;

/// <summary>One demo: its days go by, judged and acted upon, and whoever has the console looks on.</summary>
internal sealed class DemoRun(
    TrafficSimulation simulation, DemoActions actions, DemoPace pace, CommandContext context) : IAsyncDisposable
{
    private static readonly TimeSpan StayPause = TimeSpan.FromMilliseconds(500);

    private readonly DetectionModel? _model = DefaultModel.Load();
    private ILoggerFactory? _logs;
    private DemoConsole? _console;
    private long _newestMicros;

    /// <summary>Opens the console, and tells where it is.</summary>
    /// <exception cref="IOException">An address is in use, or not this machine's.</exception>
    public async Task OpenConsoleAsync(ConsoleOptions options, CancellationToken stop)
    {
        _logs = LineLoggerProvider.CreateFactory(context.Error, LogFormat.Plain, context.Time);
        _console = await DemoConsole.StartAsync(
            options, actions, Policy.Default, _model, _logs, context.Time, stop);
        context.Error.WriteLine($"console: {_console.NewSignInLink()} (the link signs in once)");
    }

    /// <summary>Lets the days go by, and tells who was caught.</summary>
    public async Task ShowAsync(CancellationToken stop)
    {
        var labels = DemoTraffic.LabelsOf(simulation);
        var ledger = new OutcomeLedger(labels);
        var leak = new DemoLeak(labels);
        using var engine = new DetectionEngine(new EngineOptions(), Policy.Default, _model);
        ledger.Attach(engine);
        _console?.Attach(engine);
        var kinds = labels.ToDictionary(label => label.Account, label => label.Kind, StringComparer.Ordinal);
        using (var progress = new ProgressLine(context))
        {
            foreach (var batch in DemoTraffic.Steps(simulation, _console is null ? null : _console.Learn))
            {
                var share = pace.ShareAt(batch[0].TimeMicros);
                await pace.WaitForAsync(share, stop);
                leak.Count(batch);
                actions.Profiles.Count(batch);
                var decisions = ledger.Take(batch, engine);
                _console?.See(batch, decisions);
                foreach (var decision in decisions)
                {
                    progress.Hide();
                    Show(decision, kinds[decision.Account], context.Out);
                }

                _newestMicros = Math.Max(_newestMicros, NewestOf(batch));
                foreach (var done in await actions.ActAsync(decisions, NewestOf(batch)))
                {
                    leak.Become(done.Call.Account, done.Call.Kind == EffectKind.Suspend);
                    _console?.See(done);
                    progress.Hide();
                    Show(done, kinds.GetValueOrDefault(done.Call.Account, "unknown"), context.Out);
                }

                progress.Show(share);
                if (stop.IsCancellationRequested || pace.IsOver)
                {
                    break;
                }
            }
        }

        ledger.Close(engine);
        labels = DemoTraffic.LabelsOf(simulation);
        context.Out.WriteLine();
        EvaluationText.Write(context.Out, Evaluation.Of(labels, ledger));
        context.Out.WriteLine();
        DemoActionText.Write(
            context.Out, DemoKind.Of(labels, ledger, leak), await actions.CloseAsync(), leak.IsCut);
    }

    /// <summary>Stays for people who look on, until it is asked to stop; time goes on for what they order.</summary>
    public async Task StayAsync(CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        context.Error.WriteLine("the days are over; the console stays until Ctrl-C");
        var started = context.Time.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(StayPause, context.Time, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            var passed = context.Time.GetElapsedTime(started).Ticks / TimeSpan.TicksPerMicrosecond;
            foreach (var done in await actions.ActAsync([], _newestMicros + passed))
            {
                _console?.See(done);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_console is not null)
        {
            await _console.DisposeAsync();
        }

        _logs?.Dispose();
    }

    private static long NewestOf(EventBatch batch)
    {
        var newest = long.MinValue;
        foreach (ref readonly var e in batch.Events)
        {
            newest = Math.Max(newest, e.TimeMicros);
        }

        return newest;
    }

    private static void Show(Decision decision, string kind, TextWriter output) =>
        output.WriteLine($"{Shown.ColumnTime(decision.TimeMicros)}  {VerdictNames.Of(decision.Verdict),-9}  "
            + $"{decision.Account}  {kind,-18}  {(decision.Reasons is [var first, ..] ? ReasonText.Of(first) : "")}");

    private static void Show(CarriedOut done, string kind, TextWriter output) =>
        output.WriteLine($"{Shown.ColumnTime(done.TimeMicros)}  in force   {done.Call.Account}  {kind,-18}  "
            + AccountStates.After(done.Call.Kind));
}
