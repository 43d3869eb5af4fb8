using System.Buffers;
using System.Text.Json;

namespace ScrapeGuard.Telemetry.Server;

/// <summary>
/// <c>{"status":"live"}</c> or <c>{"status":"ready","components":[{"name","status","reason"}]}</c>, where status is
/// <c>not live</c>, <c>not ready</c> otherwise, and only what is not ready has a reason.
/// </summary>
internal static class HealthJson
{
    public static ReadOnlyMemory<byte> OfLive(HealthStatus health)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("status"u8, health.IsLive ? "live"u8 : "not live"u8);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> OfReady(HealthStatus health)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("status"u8, Word(health.IsReady));
            json.WriteStartArray("components"u8);
            foreach (var component in health.Components)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, component.Name);
                json.WriteString("status"u8, Word(component.Reason is null));
                if (component.Reason is not null)
                {
                    json.WriteString("reason"u8, component.Reason);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static ReadOnlySpan<byte> Word(bool isReady) => isReady ? "ready"u8 : "not ready"u8;
}
