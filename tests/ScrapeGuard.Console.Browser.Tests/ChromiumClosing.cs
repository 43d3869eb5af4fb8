using ScrapeGuard.Console.Browser.Tests.Browsers;

namespace ScrapeGuard.Console.Browser.Tests;

/// <summary>No browser stays behind when the tests are done.</summary>
[SetUpFixture]
public sealed class ChromiumClosing
{
    [OneTimeTearDown]
    public Task CloseAsync() => Chromium.CloseAsync();
}
