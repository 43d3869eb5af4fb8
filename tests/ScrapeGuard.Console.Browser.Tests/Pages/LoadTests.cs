using ScrapeGuard.Console.Browser.Tests.Browsers;
using ScrapeGuard.Console.Browser.Tests.StandIn;

namespace ScrapeGuard.Console.Browser.Tests.Pages;

/// <summary>Ten thousand open cases and 500 decisions a second.</summary>
public sealed class LoadTests
{
    private const int Cases = 10_000;
    private const int DecisionsPerSecond = 500;
    private const int MaxElements = 2_500;
    private const long MaxHeapBytes = 48L * 1024 * 1024;

    [TestCase("#/overview", "Overview")]
    [TestCase("#/queue", "Review queue")]
    public async Task Page_UnderLoad_StaysBounded(string hash, string heading)
    {
        await using var console = await StandInConsole.StartAsync(Cases, DecisionsPerSecond);
        await using var visitor = await Visitor.SignInAsync(console.Address, "analyst");
        var page = visitor.Page;
        var started = TimeProvider.System.GetTimestamp();
        await visitor.GoAsync(hash, heading);
        var shown = TimeProvider.System.GetElapsedTime(started);

        // Time for thousands of decisions to come; what is kept of them must not grow with it.
        await page.WaitForTimeoutAsync(6_000);
        var frames = await page.EvaluateAsync<double>(
            "() => new Promise(done => { let n = 0; const from = performance.now(); const beat = now => ++n < 60 "
            + "? requestAnimationFrame(beat) : done((now - from) / n); requestAnimationFrame(beat); })");
        await page.EvaluateAsync("() => gc()");
        var heap = await page.EvaluateAsync<long>("() => performance.memory.usedJSHeapSize");
        var elements = await page.EvaluateAsync<int>("() => document.querySelectorAll('*').length");
        await TestContext.Out.WriteLineAsync(
            $"{heading}: shown after {shown.TotalMilliseconds:0} ms, {frames:0.0} ms a frame, {elements} elements, "
            + $"{heap / 1e6:0.0} MB of heap");

        elements.Should().BeLessThan(MaxElements);
        heap.Should().BeLessThan(MaxHeapBytes);
        visitor.Complaints.Should().BeEmpty();
    }

    [Test]
    public async Task Queue_UnderLoad_IsWalkedByKeys()
    {
        await using var console = await StandInConsole.StartAsync(Cases, DecisionsPerSecond);
        await using var visitor = await Visitor.SignInAsync(console.Address, "analyst");
        var page = visitor.Page;
        await visitor.GoAsync("#/queue", "Review queue");

        for (var step = 0; step < 55; step++)
        {
            await page.Keyboard.PressAsync("j");
            if (step is 49)
            {
                await page.Locator(".pager", new() { HasTextString = "51 to 100" }).WaitForAsync();
            }
        }

        var chosen = await page.Locator("tr[aria-current=true] th a").TextContentAsync();
        chosen.Should().Be(MadeUp.NameOf(55), "50 cases are a page, and j goes on to the next");
        (await page.Locator("main tbody tr").CountAsync()).Should().Be(50);
    }
}
