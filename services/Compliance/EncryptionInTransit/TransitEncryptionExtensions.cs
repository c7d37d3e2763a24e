using Lab.Compliance.Controls;

namespace Lab.Compliance.EncryptionInTransit;

internal static class TransitEncryptionExtensions
{
    public static void AddTransitEncryption(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TlsHandshake>();
        builder.Services.AddSingleton<TransitMeter>();
        builder.AddAssessor<TransitEncryptionAssessor>();
    }
}
