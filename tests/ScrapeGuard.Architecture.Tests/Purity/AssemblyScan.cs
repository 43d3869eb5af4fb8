using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ScrapeGuard.Architecture.Tests.Purity;

/// <summary>Reads the references of a built assembly and finds those that <see cref="WorldTable"/> bans.</summary>
internal sealed class AssemblyScan
{
    private readonly MetadataReader _reader;
    private readonly PEReader _file;
    private readonly Func<string, bool> _bansType;
    private readonly Dictionary<int, string> _banned = [];

    private AssemblyScan(PEReader file, Func<string, bool> bansType)
    {
        _file = file;
        _reader = file.GetMetadataReader();
        _bansType = bansType;
    }

    /// <param name="path">The assembly.</param>
    /// <param name="timeProvider">Whether it may take a TimeProvider; it may never reach for the system's.</param>
    /// <returns>One line an offence: the member, and the method whose body uses it.</returns>
    public static IReadOnlyList<string> Complaints(string path, bool timeProvider)
    {
        using var file = new PEReader(File.OpenRead(path));
        bool Bans(string type) => WorldTable.BansType(type) || (!timeProvider && type == "System.TimeProvider");
        return new AssemblyScan(file, Bans).Run();
    }

    private List<string> Run()
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in _reader.TypeReferences)
        {
            var name = NameOf(handle);
            if (_bansType(name))
            {
                types.Add(name);
                _banned[MetadataTokens.GetToken(handle)] = name;
            }
        }

        foreach (var handle in _reader.MemberReferences)
        {
            CollectMember(handle);
        }

        // A generic method is called through its instantiation.
        for (var row = 1; row <= _reader.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            var handle = MetadataTokens.MethodSpecificationHandle(row);
            var method = MetadataTokens.GetToken(_reader.GetMethodSpecification(handle).Method);
            if (_banned.TryGetValue(method, out var name))
            {
                _banned[MetadataTokens.GetToken(handle)] = name;
            }
        }

        var complaints = Uses();
        var unused = _banned.Values.Concat(types).Distinct(StringComparer.Ordinal)
            .Where(name => !complaints.Exists(c => c.StartsWith(name, StringComparison.Ordinal)));
        complaints.AddRange(unused.Select(name => $"{name}, in a signature"));
        return complaints;
    }

    private void CollectMember(MemberReferenceHandle handle)
    {
        var member = _reader.GetMemberReference(handle);
        if (member.Parent.Kind != HandleKind.TypeReference)
        {
            return;
        }

        var type = NameOf((TypeReferenceHandle)member.Parent);
        var name = _reader.GetString(member.Name);
        if (_bansType(type) || WorldTable.BansMember(type, name, ParameterCount(member)))
        {
            _banned[MetadataTokens.GetToken(handle)] = $"{type}.{name}";
        }
    }

    // Any four bytes of a body that equal a banned token count as its use: an offset that is not an operand could
    // only add a second name to an assembly that is guilty already.
    private List<string> Uses()
    {
        var complaints = new List<string>();
        foreach (var handle in _reader.MethodDefinitions)
        {
            var method = _reader.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            var body = _file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [];
            for (var i = 0; i + sizeof(int) <= body.Length; i++)
            {
                if (_banned.TryGetValue(BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(i)), out var name))
                {
                    complaints.Add($"{name}, used in {NameOf(method)}");
                }
            }
        }

        return complaints;
    }

    private int ParameterCount(MemberReference member)
    {
        if (member.GetKind() != MemberReferenceKind.Method)
        {
            return 0;
        }

        var signature = _reader.GetBlobReader(member.Signature);
        if (signature.ReadSignatureHeader().IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        return signature.ReadCompressedInteger();
    }

    private string NameOf(TypeReferenceHandle handle)
    {
        var type = _reader.GetTypeReference(handle);
        var name = _reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf((TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : $"{_reader.GetString(type.Namespace)}.{name}";
    }

    private string NameOf(MethodDefinition method)
    {
        var type = _reader.GetTypeDefinition(method.GetDeclaringType());
        var name = $"{_reader.GetString(type.Name)}.{_reader.GetString(method.Name)}";
        while (!type.GetDeclaringType().IsNil)
        {
            type = _reader.GetTypeDefinition(type.GetDeclaringType());
            name = $"{_reader.GetString(type.Name)}.{name}";
        }

        return name;
    }
}
