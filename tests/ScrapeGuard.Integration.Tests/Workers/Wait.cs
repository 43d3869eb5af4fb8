namespace ScrapeGuard.Integration.Tests.Workers;

/// <summary>Waits for what other processes bring about.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Waits until something holds; fails when it does not for very long.</summary>
    public static void Until(Func<bool> holds, Func<string> complaint)
    {
        using var never = new ManualResetEventSlim();
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                Assert.Fail(complaint());
            }

            never.Wait(TimeSpan.FromMilliseconds(20));
        }
    }
}
