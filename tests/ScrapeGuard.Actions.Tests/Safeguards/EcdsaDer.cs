namespace ScrapeGuard.Actions.Tests.Safeguards;

/// <summary>
/// A signature of JWS (IEEE P1363: r and s, 32 bytes each) as X.509 has it: SEQUENCE { INTEGER r, INTEGER s } in DER,
/// written by hand.
/// </summary>
internal static class EcdsaDer
{
    private const int Half = 32;

    public static byte[] Of(byte[] p1363)
    {
        p1363.Should().HaveCount(2 * Half);
        byte[] content = [.. Integer(p1363[..Half]), .. Integer(p1363[Half..])];
        return [0x30, (byte)content.Length, .. content];
    }

    // No leading zeros but the one that keeps the number positive.
    private static byte[] Integer(byte[] bigEndian)
    {
        var digits = bigEndian.SkipWhile(b => b == 0).ToArray();
        byte[] value = digits.Length == 0 || digits[0] >= 0x80 ? [0, .. digits] : digits;
        return [0x02, (byte)value.Length, .. value];
    }
}
