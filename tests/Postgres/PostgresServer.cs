using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ScrapeGuard.Tests.Postgres;

/// <summary>
/// A PostgreSQL of the tests' own, in a folder of its own and on a free port of the loopback, that can be stopped,
/// killed and started again. Where there is none, the test skips and says so.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const int SignalInterrupt = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder;
    private readonly bool _fsync;
    private Process? _process;

    private PostgresServer(string folder, int port, bool fsync) => (_folder, Port, _fsync) = (folder, port, fsync);

    public int Port { get; }

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username=scrapeguard;Database=postgres";

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes one and starts it.</summary>
    /// <param name="fsync">
    /// False is faster, and outlives the server's crash, but not the machine's: the operating system holds what was
    /// written.
    /// </param>
    public static async Task<PostgresServer> StartNewAsync(bool fsync = false)
    {
        if (PostgresBinaries.Folder is null)
        {
            Assert.Ignore("no PostgreSQL here: apt-get install postgresql, or set POSTGRES_BIN");
        }

        var folder = Directory.CreateTempSubdirectory("scrapeguard-postgres-").FullName;
        if (ServerUser.Name is { } user)
        {
            await RunAsync("chown", user, folder);
        }

        var server = new PostgresServer(folder, FreePort(), fsync);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Kill();
        await RunAsync(ServerUser.Command(Binary("initdb"), "-D", server.Data, "-U", "scrapeguard", "-A", "trust",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"));
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it, or again, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        _process = Start(ServerUser.Command(Binary("postgres"), "-D", Data, "-p", $"{Port}",
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", $"fsync={OnOff(_fsync)}",
            "-c", $"full_page_writes={OnOff(_fsync)}", "-c", "max_connections=200", "-c", "shared_buffers=128MB",
            "-c", "log_min_messages=fatal", "-c", "max_wal_size=2GB"));
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false;Timeout=2");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (TimeProvider.System.GetElapsedTime(started) < Patience
                && !_process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>As an administrator does it: open transactions are taken back.</summary>
    public async Task StopAsync()
    {
        if (_process is { HasExited: false } process)
        {
            Signal(process.Id, SignalInterrupt);
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
    }

    /// <summary>As a crash does it: every process of it is killed at once.</summary>
    public void Kill()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(Patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        NpgsqlConnection.ClearAllPools();
        await RunAsync("rm", "-rf", _folder);
    }

    private static string OnOff(bool value) => value ? "on" : "off";

    private static string Binary(string name) => Path.Combine(PostgresBinaries.Folder!, name);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Signal(int process, int signal) =>
        Process.Start("kill", [$"-{signal}", $"{process}"]).WaitForExit();

    private static Process Start(params string[] command) => Process.Start(
        new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            UseShellExecute = false,
        })!;

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {await output}{errors}");
        }
    }
}
