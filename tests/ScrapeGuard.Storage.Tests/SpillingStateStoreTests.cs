using System.Diagnostics;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine;
using ScrapeGuard.Engine.Tests.Streams;
using ScrapeGuard.Storage.Memory;

namespace ScrapeGuard.Storage.Tests;

/// <summary>The folder: made, refused, full, and left as it was.</summary>
public sealed class SpillingStateStoreTests
{
    private readonly StateBudget _budget = new(limitBytes: 1, new StillTime());

    [OneTimeTearDown]
    public void CloseBudget() => _budget.Dispose();

    [Test]
    public void OpenFile_NoFolderYet_MakesItAndLeavesNoName()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "not", "yet");
        using var store = Open(path);
        var file = store.OpenFile(recordBytes: 1_024);
        file.Reserve(100);
        file.Write(99, new byte[] { 1, 2, 3 });

        store.DiskBytes.Should().Be(100 * 1_024);
        if (!OperatingSystem.IsWindows())
        {
            Directory.EnumerateFileSystemEntries(path).Should().BeEmpty();
        }
    }

    [Test]
    public void OpenFile_FolderIsAFile_NamesFolderAndReason()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "file");
        File.WriteAllText(path, "");
        using var store = Open(Path.Combine(path, "below"));

        store.Invoking(s => s.OpenFile(1_024)).Should().Throw<StateStorageException>()
            .WithMessage($"State:Directory '{Path.Combine(path, "below")}': can't make a file*: ?*");
    }

    [Test]
    [Platform("Linux")]
    public void OpenFile_FolderThatNobodyMayWriteTo_NamesFolderAndReason()
    {
        using var store = Open("/proc");

        store.Invoking(s => s.OpenFile(1_024)).Should().Throw<StateStorageException>()
            .WithMessage("State:Directory '/proc': can't make a file*: ?*");
    }

    [Test]
    [Platform("Linux")]
    public void Reserve_MoreThanTheDiskHas_NamesFolderAndReason()
    {
        using var folder = new TestFolder();
        using var store = Open(folder.Path);
        var file = store.OpenFile(recordBytes: 1_024);

        file.Invoking(f => f.Reserve(1L << 45)).Should().Throw<StateStorageException>()
            .WithMessage($"State:Directory '{folder.Path}': no room for * KiB of accounts' states: ?*");
        store.DiskBytes.Should().Be(0);
    }

    [Test]
    [Platform("Linux")]
    public void Process_DiskFull_NamesFolderAndReason()
    {
        using var folder = new TestFolder();
        if (Mount(folder.Path) != 0)
        {
            Assert.Ignore("A small disk to fill can't be mounted here (it takes root).");
        }

        try
        {
            using var engine = new DetectionEngine(
                new EngineOptions(), Policy.Default, model: null, crew: null, Open(folder.Path));
            var fill = () =>
            {
                for (var i = 0; i < 200_000; i++)
                {
                    EngineRun.Decide(engine, StreamEvent.Batch(StreamEvent.At(i, $"a{i}", Operation.Other)));
                }
            };

            fill.Should().Throw<Exception>().Which.GetBaseException().Message.Should()
                .MatchRegex($"^State:Directory '{folder.Path}': no room for .* KiB .*: No space left on device");
            engine.AccountCount.Should().BeLessThan(200_000);
        }
        finally
        {
            Execute("umount", folder.Path);
        }
    }

    [Test]
    [Platform("Linux")]
    public void Dispose_OpenFilesAndMemory_GivesAllBack()
    {
        using var folder = new TestFolder();
        var store = Open(folder.Path);
        var file = store.OpenFile(recordBytes: 1_024);
        file.Reserve(10);
        var block = store.OpenPool(1 << 20).TryTake();
        OpenFiles(folder.Path).Should().Be(1);
        IsMapped(block).Should().BeTrue();

        store.Dispose();

        OpenFiles(folder.Path).Should().Be(0);
        IsMapped(block).Should().BeFalse();
        store.Invoking(s => s.OpenFile(1_024)).Should().Throw<ObjectDisposedException>();
        store.Invoking(s => s.Dispose()).Should().NotThrow();
    }

    [Test]
    public void Constructor_LeftoversInTheFolder_AreRemovedAndNothingElse()
    {
        using var folder = new TestFolder();
        File.WriteAllText(Path.Combine(folder.Path, "scrapeguard-state-1-1.tmp"), "left by a crash");
        File.WriteAllText(Path.Combine(folder.Path, "other.tmp"), "not ours");
        using var store = Open(folder.Path);

        Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Should().Equal("other.tmp");
    }

    [Test]
    public void ReadWrite_RandomRecords_AgreeWithAnArray() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        using var folder = new TestFolder();
        using var store = Open(folder.Path);
        var file = store.OpenFile(recordBytes: 16);
        var oracle = new byte[16 * 1_000];
        file.Reserve(1_000);
        for (var i = 0; i < 300; i++)
        {
            var record = random.Next(1_000);
            var bytes = new byte[random.Next(1, Math.Min(200, oracle.Length - (record * 16)) + 1)];
            if (random.Next(2) == 0)
            {
                random.NextBytes(bytes);
                file.Write(record, bytes);
                bytes.CopyTo(oracle, record * 16);
            }
            else
            {
                random.NextBytes(bytes);
                file.Expect(record);
                file.Read(record, bytes);
                bytes.Should().Equal(oracle[(record * 16)..((record * 16) + bytes.Length)], $"seed {seed}");
            }
        }

        var beyond = new byte[] { 7 };
        file.Read(1_000, beyond);
        beyond[0].Should().Be(0);
    }, runs: 20);

    private static int Mount(string path) => Execute("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", path);

    private static int Execute(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments)
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    private static int OpenFiles(string folder) => Directory.EnumerateFiles("/proc/self/fd")
        .Select(link => new FileInfo(link).LinkTarget)
        .Count(target => target?.StartsWith(folder, StringComparison.Ordinal) == true);

    private static bool IsMapped(nint address) => File.ReadLines("/proc/self/maps").Any(line =>
    {
        var range = line[..line.IndexOf(' ', StringComparison.Ordinal)].Split('-');
        return (ulong)address >= Convert.ToUInt64(range[0], 16) && (ulong)address < Convert.ToUInt64(range[1], 16);
    });

    private SpillingStateStore Open(string path) => new(path, _budget, TimeProvider.System);
}
