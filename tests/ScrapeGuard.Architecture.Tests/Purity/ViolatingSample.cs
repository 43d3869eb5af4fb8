using System.Diagnostics;

#pragma warning disable RS0030 // The sample breaks the rule on purpose: the scan has to find every line of it.

namespace ScrapeGuard.Architecture.Tests.Purity;

/// <summary>One offence a method; the scan's own test names them all.</summary>
internal sealed class ViolatingSample
{
    public static string ReadsFile() => File.ReadAllText("x");

    public static Stream OpensFile() => new FileStream("x", FileMode.Open);

    public static void WritesConsole() => System.Console.WriteLine("x");

    public static void StartsProcess() => Process.Start("x").Dispose();

    public static HttpClient OpensNetwork() => new();

    public static DateTime AsksClock() => DateTime.UtcNow;

    public static DateTimeOffset AsksOffsetClock() => DateTimeOffset.UtcNow;

    public static Stopwatch StartsWatch() => Stopwatch.StartNew();

    public static long CountsTicks() => Environment.TickCount64;

    public static Random ThrowsDice() => new();

    public static Guid MakesId() => Guid.NewGuid();

    public static TimeProvider TakesSystemTime() => TimeProvider.System;

    public static async Task Waits() => await Task.Delay(1);

    /// <summary>What the inner ring may do: seeded chance, iterators, addresses, streams given to it.</summary>
    internal sealed class Permitted
    {
        public static int ThrowsSeededDice() => new Random(7).Next();

        public static IEnumerable<int> Iterates()
        {
            yield return 1;
        }

        public static bool ParsesAddress(string text) => System.Net.IPAddress.TryParse(text, out _);

        public static int ReadsStream(Stream stream) => stream.ReadByte();

        public static long AsksGivenClock(TimeProvider clock) => clock.GetTimestamp();
    }
}
