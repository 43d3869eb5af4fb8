namespace ScrapeGuard.Detection.Models;

/// <summary>
/// The model file, all little-endian:
/// <code>
/// file     = magic[8] version:u32 bodyLength:u32 body sha256[32]     checksum over all before it
/// body     = section(1, metadata) section(2, forest) section(3, scores) section(4, references)
/// section  = id:u32 length:u32 content
/// metadata = string(name) trainedRows:i64 seed:u64 columns:u16 string(feature)*
/// string   = length:u16 UTF-8
/// forest   = trees:u16 sampleSize:u16 terms:u16 tree*
/// tree     = node of depth 0, its children after it, the left one first
/// node     = 0xFFFF path:u32                                          a branch that ends early
///          | path:u32                                                 at the height limit
///          | (feature:u16)*terms (weight:f32)*terms threshold:f32     no weights when terms is 1
/// scores   = people:i64 count:u16 (score:f32)* (pValue:f64)* hasTail:u8 [shape:f64 scale:f64 from:f32 share:f64]
/// references = (quantile:f32)*8 for each column
/// </code>
/// </summary>
internal static class ModelFormat
{
    public const uint Version = 1;
    public const int HeaderLength = 16;
    public const int ChecksumLength = 32;

    /// <summary>No larger file is read; the largest model the options allow has 80 MiB.</summary>
    public const int MaxFileBytes = 96 << 20;

    public const ushort EndedBranch = 0xFFFF;

    public const uint MetadataSection = 1;
    public const uint ForestSection = 2;
    public const uint ScoresSection = 3;
    public const uint ReferencesSection = 4;

    public static ReadOnlySpan<byte> Magic => "SGMODEL\n"u8;
}
