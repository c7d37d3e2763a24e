using Lab.Model.Systems;
using Lab.ServiceDefaults.Engines;

namespace Lab.Compliance.EncryptionInTransit.Engines;

internal sealed class ChromaTransit : HttpTransit, IEngineRegistration
{
    public static string Engine => EngineNames.Chroma;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system)
    {
        // The probe speaks for itself.
    }
}
