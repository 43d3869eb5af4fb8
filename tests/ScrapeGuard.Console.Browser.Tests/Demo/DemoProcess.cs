using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ScrapeGuard.Console.Browser.Tests.Demo;

/// <summary>The program's demo as a process of its own, with a key for a viewer beside the printed link.</summary>
internal sealed partial class DemoProcess : IDisposable
{
    public const string ViewerKey = "sgk_a-key-of-the-tests-that-opens-nothing-else";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _printed = new();
    private readonly TaskCompletionSource<string> _link = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DemoProcess(Process process) => _process = process;

    /// <summary>Where it listens, without a path.</summary>
    public string Address => new Uri(Link).GetLeftPart(UriPartial.Authority);

    /// <summary>Signs in once.</summary>
    public string Link { get; private set; } = "";

    public string Printed
    {
        get
        {
            lock (_printed)
            {
                return _printed.ToString();
            }
        }
    }

    /// <summary>Returns when the link is printed.</summary>
    public static Task<DemoProcess> StartAsync(params string[] arguments) => StartAsync(issuer: null, arguments);

    /// <summary>The same, with tokens of an issuer believed.</summary>
    public static async Task<DemoProcess> StartAsync(TokenIssuer? issuer, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "scrapeguard"), ["demo", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ViewerKey)));
        start.Environment["SCRAPEGUARD__CONSOLE__KEYS__VIC__HASH"] = $"sha256:{hash}";
        start.Environment["SCRAPEGUARD__CONSOLE__KEYS__VIC__ROLE"] = "viewer";
        if (issuer is not null)
        {
            start.Environment["SCRAPEGUARD__CONSOLE__OIDC__ISSUER"] = issuer.Address;
            start.Environment["SCRAPEGUARD__CONSOLE__OIDC__AUDIENCE"] = TokenIssuer.Audience;
        }

        var demo = new DemoProcess(Process.Start(start)!);
        demo._process.ErrorDataReceived += (_, line) => demo.Note(line.Data);
        demo._process.OutputDataReceived += (_, line) => demo.Note(line.Data);
        demo._process.BeginErrorReadLine();
        demo._process.BeginOutputReadLine();
        try
        {
            demo.Link = await demo._link.Task.WaitAsync(Patience);
            return demo;
        }
        catch (TimeoutException late)
        {
            var printed = demo.Printed;
            demo.Dispose();
            throw new InvalidOperationException($"no link was printed:\n{printed}", late);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_printed)
        {
            _printed.AppendLine(line);
        }

        if (PrintedLink().Match(line) is { Success: true } match)
        {
            _link.TrySetResult(match.Value);
        }
    }

    [GeneratedRegex(@"http://\S+#sign-in=[^\s)]+")]
    private static partial Regex PrintedLink();
}
