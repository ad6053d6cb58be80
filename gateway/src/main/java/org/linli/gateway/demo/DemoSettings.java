package org.linli.gateway.demo;

/**
 * How large and how lively the demo county is.
 *
 * @param seed        of every chance in it
 * @param residents   how many fictional residents
 * @param volunteers  how many fictional volunteers
 * @param onDuty      how many of them are on duty at first; later about as many
 * @param meanOrderMs between two orders of the whole county
 */
public record DemoSettings(
        long seed, String region, int residents, int volunteers, int onDuty, long meanOrderMs, Habits habits) {
    public DemoSettings {
        if (onDuty > volunteers) {
            throw new IllegalArgumentException(
                    "onDuty (" + onDuty + ") must be at most the volunteers (" + volunteers + ")");
        }
    }

    /** 400 residents and 300 volunteers, half of them on duty, an order every two seconds. */
    public static DemoSettings standard() {
        return new DemoSettings(520181, "520181", 400, 300, 150, 2_000, Habits.demo());
    }
}
