"""English names of the rules, and what each asks."""

RULES = {
    "budget": ("Budget", "All new fte are divided, and no more."),
    "no_loss": ("No loss", "No team loses fte in any layer."),
    "priority_uplift": ("Priority uplift", "Every team gets the same percentage of its formation for priorities."),
    "development": (
        "Development neighbourhoods",
        "Teams with development neighbourhoods get extra capacity in proportion to their number.",
    ),
    "key": ("Key", "What is left is divided by a key of weighted criteria."),
    "wijkagent_unit": (
        "Wijkagent norm of the unit",
        "The unit has on average at least as many wijkagenten per inhabitant as the norm asks.",
    ),
    "wijkagent_area": (
        "Wijkagent norm per area",
        "Areas below the norm are raised towards it, the worst covered first.",
    ),
    "ipga": (
        "IPGA",
        "Enough interventieplegers and regisseurs for the person-centred programme, and no team overloaded.",
    ),
    "bounds": ("Bounds", "Floors and caps that planners set on what a team or group of teams gets."),
    "basic_care": ("Basic care", "Every team keeps a share of its formation for basic police care."),
    "waterline": (
        "Deployable strength",
        "After the division, every team has at least a share of its formation deployable.",
    ),
    "pins": ("Pins", "The authority fixes what a team gets, with its reason."),
    "reach": ("Reach", "An aim reaches at least what is asked of it; a number of posts stays at or below it."),
}
