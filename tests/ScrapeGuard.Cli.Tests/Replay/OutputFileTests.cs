using System.Diagnostics;
using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Replay;

public sealed class OutputFileTests
{
    [Test]
    public void Dispose_WithoutCommit_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using (var file = OutputFile.Open(folder.PathOf("a")))
        {
            file.Stream.Write("half"u8);
        }

        folder.Names().Should().BeEmpty();
    }

    [Test]
    public void Write_ThrowsOnTheWay_KeepsTheOldFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("a"), "old");
        var write = () => OutputFile.Write(folder.PathOf("a"), stream =>
        {
            stream.Write("new"u8);
            throw new IOException("no space");
        });
        write.Should().Throw<IOException>();
        File.ReadAllText(folder.PathOf("a")).Should().Be("old");
        folder.Names().Should().Equal("a");
    }

    [Test]
    public void Commit_NameIsALink_ReplacesWhatItPointsTo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("target"), "old");
        File.CreateSymbolicLink(folder.PathOf("link"), "target");
        OutputFile.Write(folder.PathOf("link"), stream => stream.Write("new"u8));
        File.ReadAllText(folder.PathOf("target")).Should().Be("new");
        new FileInfo(folder.PathOf("link")).LinkTarget.Should().Be("target");
    }

    [Test]
    public void Open_EmptyFileThatStands_IsReplacedWhole()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("a"), "");
        using var file = OutputFile.Open(folder.PathOf("a"));
        file.IsDirect.Should().BeFalse();
        file.Stream.Write("x"u8);
        file.Stream.Flush();
        File.ReadAllText(folder.PathOf("a")).Should().BeEmpty();
        file.Commit();
        File.ReadAllText(folder.PathOf("a")).Should().Be("x");
    }

    // What is renamed over a device is a file from then on, for every program of the machine: told by the name alone,
    // for a test must not try it.
    [TestCase("/dev/null", true)]
    [TestCase("/dev/stdout", true)]
    [TestCase("/proc/self/fd/1", true)]
    [TestCase("/dev/shm/decisions", false)]
    [TestCase("/device/null", false)]
    [Platform("Linux")]
    public void IsDevice_Name_IsToldByItsFolder(string path, bool isDevice) =>
        OutputFile.IsDevice(OutputFile.TargetOf(path)).Should().Be(isDevice);

    [Test]
    [Platform("Linux")]
    public void Write_Pipe_StaysAPipe()
    {
        using var folder = new TemporaryFolder();
        using (var made = Process.Start("mkfifo", folder.PathOf("pipe")))
        {
            made.WaitForExit();
        }

        // Opened both ways, for a pipe opened to read alone waits for its writer.
        using var reader = new FileStream(
            folder.PathOf("pipe"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        OutputFile.Write(folder.PathOf("pipe"), stream => stream.Write("abc"u8));
        folder.Names().Should().Equal("pipe");
        new FileInfo(folder.PathOf("pipe")).Length.Should().Be(0, "a pipe keeps nothing");
        var read = new byte[3];
        reader.ReadExactly(read);
        read.Should().Equal("abc"u8.ToArray());
    }

    [Test]
    public void Dispose_FolderIsGone_IsQuiet()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("sub"));
        var file = OutputFile.Open(folder.PathOf("sub/a"));
        Directory.Delete(folder.PathOf("sub"), recursive: true);
        var commit = file.Commit;
        commit.Should().Throw<IOException>();
        var dispose = file.Dispose;
        dispose.Should().NotThrow();
    }

    [Test]
    public void Open_FolderOrNoFolder_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var directory = () => OutputFile.Open(folder.Root);
        directory.Should().Throw<IOException>().WithMessage("is a directory");
        var missing = () => OutputFile.Open(folder.PathOf("none/a"));
        missing.Should().Throw<IOException>().WithMessage("there is no directory*none'");
    }
}
