using ScrapeGuard.Console.Browser.Tests.Browsers;
using ScrapeGuard.Console.Browser.Tests.StandIn;

namespace ScrapeGuard.Console.Browser.Tests.Pages;

/// <summary>One console of made-up data and one admin who is signed in, for all tests of a class.</summary>
public abstract class AdminFixture
{
    private StandInConsole? _console;

    private protected Visitor Admin { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _console = await StandInConsole.StartAsync();
        Admin = await Visitor.SignInAsync(_console.Address, "admin");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Admin is not null)
        {
            await Admin.DisposeAsync();
        }

        if (_console is not null)
        {
            await _console.DisposeAsync();
        }
    }
}
