using Aspire.Hosting;
using Lab.Hosting.Integrations;
using Lab.Hosting.Integrations.Engines;
using Microsoft.Extensions.Configuration;

namespace Lab.Integrations.Tests;

public sealed class EngineConfigurationTests
{
    [Fact]
    public void Without_a_setting_engines_are_chosen_automatically() =>
        Read(null, null).ShouldBe((EngineMode.Auto, "Lab:Engines=auto"));

    [Theory]
    [InlineData("auto", EngineMode.Auto)]
    [InlineData("Embedded", EngineMode.Embedded)]
    [InlineData(" containers ", EngineMode.Containers)]
    public void A_setting_holds_for_all_systems(string value, EngineMode mode) => Read(value, null).Mode.ShouldBe(mode);

    [Fact]
    public void A_systems_own_setting_overrides_the_common_one() =>
        Read("embedded", "containers").ShouldBe((EngineMode.Containers, "Lab:Engines:milvus=containers"));

    [Fact]
    public void An_unknown_value_is_answered_with_the_allowed_ones() =>
        Should.Throw<DistributedApplicationException>(() => Read("docker", null)).Message
            .ShouldBe("Lab:Engines is 'docker'; allowed are auto, embedded, containers.");

    [Fact]
    public void An_unknown_value_for_one_system_names_its_setting() =>
        Should.Throw<DistributedApplicationException>(() => Read(null, "yes")).Message
            .ShouldBe("Lab:Engines:milvus is 'yes'; allowed are auto, embedded, containers.");

    private static (EngineMode Mode, string Setting) Read(string? common, string? own) =>
        EngineConfiguration.Read(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Lab:Engines"] = common, ["Lab:Engines:milvus"] = own }).Build(),
            "milvus");
}
