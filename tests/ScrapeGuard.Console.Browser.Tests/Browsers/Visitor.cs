using Microsoft.Playwright;

namespace ScrapeGuard.Console.Browser.Tests.Browsers;

/// <summary>A person at a screen of their own: cookies and storage are theirs alone. Notes every complaint.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    // Who is not signed in asks who they are, and hears that they are nobody: a browser notes that as an error.
    private const string Stranger = "the server responded with a status of 401";

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Visitor(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Note(message.Type is "error" or "warning" ? message.Text : null);
        page.PageError += (_, error) => Note(error);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, breaches of the content security policy among them.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <param name="address">Where the console is.</param>
    /// <param name="width">Of the screen.</param>
    /// <param name="scheme">What the person's system asks for.</param>
    /// <param name="token">What a proxy in front of the console adds to each request; null: there is none.</param>
    public static async Task<Visitor> ArriveAsync(
        string address, int width = 1280, string scheme = "light", string? token = null)
    {
        var browser = await Chromium.OpenAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            ExtraHTTPHeaders = token is null
                ? null
                : new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 860 },
        });
        return new Visitor(context, await context.NewPageAsync());
    }

    /// <summary>Arrives and signs in with a key.</summary>
    public static async Task<Visitor> SignInAsync(string address, string key, int width = 1280, string scheme = "light")
    {
        var visitor = await ArriveAsync(address, width, scheme);
        await visitor.Page.GotoAsync("/");
        await visitor.Page.GetByLabel("API key or one-time link").FillAsync(key);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeeAsync("Overview");
        return visitor;
    }

    /// <summary>Goes to a page by its address and waits until it shows.</summary>
    public async Task GoAsync(string hash, string heading)
    {
        await Page.EvaluateAsync("hash => { location.hash = hash; }", hash);
        await SeeAsync(heading);
    }

    /// <summary>Waits for the page's heading, and until nothing loads any more.</summary>
    public async Task SeeAsync(string heading)
    {
        await Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = heading }).WaitForAsync();
        await Page.WaitForFunctionAsync("() => !document.querySelector('.bone, [aria-busy]')");
    }

    public Task<string> TextAsync(string selector = "main") => Page.Locator(selector).First.InnerTextAsync();

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    private void Note(string? complaint)
    {
        if (complaint is not null && !complaint.Contains(Stranger, StringComparison.Ordinal))
        {
            _complaints.Add(complaint);
        }
    }
}
