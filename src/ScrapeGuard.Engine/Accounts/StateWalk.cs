using System.Runtime.InteropServices;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// Reads states from a file some at a time, for whoever looks at one after the other.
/// </summary>
internal sealed class StateWalk(IStateFile file)
{
    private const int WindowStates = 64;
    private const int None = -1;

    private readonly byte[] _window = new byte[WindowStates * StateFileLayout.RecordBytes];
    private int _first = None;

    /// <summary>A state as it was last written; good until the next is read.</summary>
    public ref readonly AccountState Read(int place)
    {
        var first = place & ~(WindowStates - 1);
        if (first != _first)
        {
            _first = None;
            file.Read(first, _window);
            _first = first;
        }

        var offset = (place - first) * StateFileLayout.RecordBytes;
        return ref MemoryMarshal.AsRef<AccountState>(_window.AsSpan(offset));
    }

    /// <summary>Hears that a state is written anew.</summary>
    public void Forget(int place)
    {
        if ((place & ~(WindowStates - 1)) == _first)
        {
            _first = None;
        }
    }
}
