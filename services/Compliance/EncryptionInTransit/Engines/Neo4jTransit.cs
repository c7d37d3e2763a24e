using Lab.Model.Systems;
using Lab.ServiceDefaults.Engines;

namespace Lab.Compliance.EncryptionInTransit.Engines;

internal sealed class Neo4jTransit : HttpTransit, IEngineRegistration
{
    public static string Engine => EngineNames.Neo4j;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system)
    {
        // The probe speaks for itself.
    }
}
