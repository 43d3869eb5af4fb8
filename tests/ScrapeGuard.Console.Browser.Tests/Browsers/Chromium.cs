using Microsoft.Playwright;

namespace ScrapeGuard.Console.Browser.Tests.Browsers;

/// <summary>One headless Chromium of this machine for all tests of this project.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    // The sandbox of Chromium refuses to work for root, as whom tests often run in containers; the small shared memory
    // of a container is too small for its pages. Precise numbers of memory are for the test of its bounds.
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-dev-shm-usage", "--enable-precise-memory-info", "--js-flags=--expose-gc"];

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    /// <summary>The browser; where there is none, the test is skipped and says so.</summary>
    public static async Task<IBrowser> OpenAsync()
    {
        if (Find() is not { } path)
        {
            Assert.Ignore($"no browser here: none of {string.Join(", ", Names)} is in PATH (Debian: chromium)");
            throw new InvalidOperationException("Ignore throws.");
        }

        await Gate.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments });
        }
        finally
        {
            Gate.Release();
        }
    }

    public static async Task CloseAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        (_browser, _playwright) = (null, null);
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
