using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Safeguards;

namespace ScrapeGuard.Cli.Tests.Actioning.Receivers;

/// <summary>Safeguard events to send.</summary>
internal static class Events
{
    public static SafeguardEvent Done(int number, EffectKind kind = EffectKind.Suspend) => new()
    {
        Id = number.ToString("x32"),
        TimeMicros = 1_772_366_400_000_000 + number,
        Activity = SafeguardActivity.Update,
        Case = "case-1",
        Account = $"acct-{number}",
        What = SafeguardWhat.EffectDone,
        Effect = kind,
        EffectId = (1_000 + number).ToString("x32"),
        Actor = "scrapeguard",
        Reason = "took all | = \\ \n of it, ✓",
        FirstSeenMicros = 1_772_366_400_000_000,
    };

    public static SafeguardEvent Tripped(int number) => Done(number) with
    {
        What = SafeguardWhat.GuardTripped,
        Effect = null,
        EffectId = null,
    };

    /// <summary>Waits for what comes sooner or later; a test that waits in vain fails with the reason.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isSo())
        {
            patience.IsCancellationRequested.Should().BeFalse($"waited in vain: {what}");
            await Task.Delay(20);
        }
    }
}
