using System.Net;
using System.Text;
using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Commands;

public sealed class AccountServiceCommandTests
{
    private CommandTrial _trial = null!;

    [SetUp]
    public void Open() => _trial = new CommandTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Run_CalledThenStopped_ServesAndSums()
    {
        using var stop = new CancellationTokenSource();
        using var output = new CallingWriter(stop);

        var ended = _trial.Run(
            ["account-service", "--urls", "http://127.0.0.1:0", "--fault", "ask:error=1", "--seed", "3"],
            stop.Token, output);

        ended.Code.Should().Be(ExitCode.Done);
        output.Statuses.Should().Equal(HttpStatusCode.OK, HttpStatusCode.InternalServerError);
        ended.Out.Should().EndWith(
            "1 calls, 1 carried out, 0 more than once; 1 of 1 accounts suspended" + Environment.NewLine);
    }

    [Test]
    public void Run_WrongArguments_NamesEach()
    {
        var ended = _trial.Run(
            "account-service", "--urls", "http://accounts:80", "--fault", "drop-aftr=1", "--fault", "error", "--fault",
            "hang=2", "--fault", "slow=0.5", "--fault", "slow=0.1");

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().HaveCount(5);
        ended.ErrorLines[0].Should().StartWith("--urls 'http://accounts:80': must be http://ADDRESS:PORT");
        ended.ErrorLines[1..].Should().Equal(
            "--fault 'drop-aftr=1': is no fault; did you mean drop-after?",
            "--fault 'error': must be NAME=SHARE, the share 0 to 1",
            "--fault 'hang=2': must be NAME=SHARE, the share 0 to 1",
            "--fault 'slow=0.1': slow is given more than once");
    }

    /// <summary>Calls the service once it says where it is, as a person would, and then asks it to stop.</summary>
    private sealed class CallingWriter(CancellationTokenSource stop) : StringWriter
    {
        private const string At = "account service at ";

        public List<HttpStatusCode> Statuses { get; } = [];

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(At, StringComparison.Ordinal) != true)
            {
                return;
            }

            using var http = new HttpClient { BaseAddress = new Uri(value[At.Length..]) };
            using var call = new HttpRequestMessage(HttpMethod.Post, "/v1/suspend")
            {
                Content = new StringContent("""{"account":"a","reason":"r"}""", Encoding.UTF8, "application/json"),
            };
            call.Headers.Add("Idempotency-Key", "k");
            using var done = http.Send(call);
            using var question = new HttpRequestMessage(HttpMethod.Get, "/v1/effects/k");
            using var asked = http.Send(question);
            Statuses.AddRange([done.StatusCode, asked.StatusCode]);
            stop.Cancel();
        }
    }
}
